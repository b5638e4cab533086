namespace RoCL.Measurements.Corruptions;

/// <summary>
/// The cosine transform of JPEG's blocks and back, in libjpeg's whole numbers (its "slow integer"
/// method, which is the default).
/// </summary>
/// <remarks>Reference: Loeffler, Ligtenberg and Moschytz 1989, with 12 multiplications.</remarks>
internal static class JpegCosines
{
    private const int Side = 8;
    private const int ConstantBits = 13;
    private const int PassBits = 2; // which the first of two passes keeps of a fraction
    private const int ScaleBits = 3; // amounts are eight times as large as the levels

    // cos and sin of multiples of π/16, as parts of 2^13.
    private const long C0298 = 2446;
    private const long C0390 = 3196;
    private const long C0541 = 4433;
    private const long C0765 = 6270;
    private const long C0899 = 7373;
    private const long C1175 = 9633;
    private const long C1501 = 12299;
    private const long C1847 = 15137;
    private const long C1961 = 16069;
    private const long C2053 = 16819;
    private const long C2562 = 20995;
    private const long C3072 = 25172;

    /// <summary>The amounts of the cosines, times 8, int64 [M, 8, 8].</summary>
    /// <param name="blocks">Levels around 0, int64 [M, 8, 8].</param>
    public static Tensor Of(Tensor blocks)
    {
        var rows = Forward(blocks, dimension: 2, evenBits: -PassBits, ConstantBits - PassBits);
        return Forward(rows, dimension: 1, evenBits: PassBits, ConstantBits + PassBits);
    }

    /// <summary>The levels around 0, int64 [M, 8, 8].</summary>
    /// <param name="amounts">The amounts of the cosines, int64 [M, 8, 8].</param>
    public static Tensor Back(Tensor amounts)
    {
        var columns = Inverse(amounts, dimension: 1, ConstantBits - PassBits);
        return Inverse(columns, dimension: 2, ConstantBits + PassBits + ScaleBits);
    }

    /// <summary>Divided by 2^bits, halves up.</summary>
    internal static Tensor Descaled(Tensor values, int bits) => (values + (1L << (bits - 1))).floor_divide(1L << bits);

    private static Tensor Forward(Tensor blocks, int dimension, int evenBits, int bits)
    {
        var x = Parts(blocks, dimension);
        var sum07 = x[0] + x[7];
        var sum16 = x[1] + x[6];
        var sum25 = x[2] + x[5];
        var sum34 = x[3] + x[4];
        var outer = sum07 + sum34;
        var inner = sum16 + sum25;
        var outerDifference = sum07 - sum34;
        var innerDifference = sum16 - sum25;
        var turned = (innerDifference + outerDifference) * C0541;
        var odd = Odd(x[3] - x[4], x[2] - x[5], x[1] - x[6], x[0] - x[7]);
        return stack(
            [
                Even(outer + inner, evenBits),
                Descaled(odd[3], bits),
                Descaled(turned + outerDifference * C0765, bits),
                Descaled(odd[2], bits),
                Even(outer - inner, evenBits),
                Descaled(odd[1], bits),
                Descaled(turned - innerDifference * C1847, bits),
                Descaled(odd[0], bits),
            ],
            dimension
        );
    }

    private static Tensor Inverse(Tensor amounts, int dimension, int bits)
    {
        var x = Parts(amounts, dimension);
        var turned = (x[2] + x[6]) * C0541;
        var second = turned - x[6] * C1847;
        var third = turned + x[2] * C0765;
        var sum = (x[0] + x[4]) * (1L << ConstantBits);
        var difference = (x[0] - x[4]) * (1L << ConstantBits);
        Tensor[] even = [sum + third, difference + second, difference - second, sum - third];
        var odd = Odd(x[7], x[5], x[3], x[1]);
        var first = even.Select((value, k) => Descaled(value + odd[3 - k], bits));
        var last = even.Select((value, k) => Descaled(value - odd[3 - k], bits)).Reverse();
        return stack([.. first, .. last], dimension);
    }

    // The odd part is its own inverse but for the order of its inputs.
    private static Tensor[] Odd(Tensor a, Tensor b, Tensor c, Tensor d)
    {
        var all = (a + c + b + d) * C1175;
        var ad = (a + d) * -C0899;
        var bc = (b + c) * -C2562;
        var ac = (a + c) * -C1961 + all;
        var bd = (b + d) * -C0390 + all;
        return [a * C0298 + ad + ac, b * C2053 + bc + bd, c * C3072 + bc + ac, d * C1501 + ad + bd];
    }

    private static Tensor Even(Tensor values, int bits) => bits < 0 ? values * (1L << -bits) : Descaled(values, bits);

    private static Tensor[] Parts(Tensor blocks, int dimension) =>
        [.. Enumerable.Range(0, Side).Select(k => blocks.select(dimension, k))];
}
