namespace RoCL.Contracts;

/// <summary>
/// Knuth's subtractive generator, from which the order of images follows. It is our own, since
/// .NET promises the sequence of its seeded <see cref="System.Random"/> within a version alone;
/// these are its numbers up to .NET 10, so that earlier runs keep their order.
/// </summary>
/// <remarks>
/// Reference: Knuth, The Art of Computer Programming, volume 2, section 3.2.2, in the form of
/// <c>ran3</c> of Numerical Recipes (Press et al. 1992, section 7.1), with the lag 21 for 31 that
/// .NET has.
/// </remarks>
internal sealed class SubtractiveGenerator
{
    private const int Modulus = int.MaxValue;
    private const int Lags = 55;
    private const int Phi = 161803398; // the golden ratio's digits, as in Numerical Recipes

    // From 1 to 55, as in the book.
    private readonly int[] _values = new int[Lags + 1];
    private int _next;
    private int _lagging = 21;

    /// <summary>Begins a sequence.</summary>
    /// <param name="seed">Any number; one and its negative begin the same sequence.</param>
    public SubtractiveGenerator(int seed)
    {
        var latest = Phi - (seed == int.MinValue ? int.MaxValue : Math.Abs(seed));
        _values[Lags] = latest;
        Fill(latest);
        for (var round = 0; round < 4; round++)
            Stir();
    }

    /// <summary>A whole number from 0 to <c>2^31 - 2</c>.</summary>
    public int Next()
    {
        _next = _next % Lags + 1;
        _lagging = _lagging % Lags + 1;
        var value = _values[_next] - _values[_lagging];
        if (value == Modulus)
            value--;
        if (value < 0)
            value += Modulus;
        _values[_next] = value;
        return value;
    }

    /// <summary>
    /// A whole number from <paramref name="low"/> to below <paramref name="high"/>.
    /// </summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">One more than the largest, at most <c>2^31 - 1</c> above it.</param>
    public int Between(int low, int high) => (int)(Next() * (1.0 / Modulus) * (high - low)) + low;

    // The places are filled in the order of multiples of 21.
    private void Fill(int latest)
    {
        var difference = 1;
        for (var i = 1; i < Lags; i++)
        {
            var place = 21 * i % Lags;
            _values[place] = difference;
            difference = latest - difference;
            if (difference < 0)
                difference += Modulus;
            latest = _values[place];
        }
    }

    private void Stir()
    {
        for (var i = 1; i <= Lags; i++)
        {
            _values[i] = unchecked(_values[i] - _values[1 + (i + 30) % Lags]);
            if (_values[i] < 0)
                _values[i] += Modulus;
        }
    }
}
