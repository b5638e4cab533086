namespace RoCL.Suites.Planning;

/// <summary>
/// Adds up how long parts of the work will take, from how long a little of each takes.
/// </summary>
/// <param name="clock">Measures.</param>
/// <param name="few">
/// Images that a little is: the more, the less what a go costs apart from its images counts as if
/// it were theirs.
/// </param>
/// <param name="enough">
/// Seconds that one go may take before its time is estimated in proportion.
/// </param>
internal sealed class TimeEstimate(TimeProvider clock, long few, double enough)
{
    private double _leftOut;

    /// <summary>Seconds so far.</summary>
    public double Seconds { get; private set; }

    /// <summary>
    /// Does a part of the work that is being timed, and counts it several times: the rest of it,
    /// which is like it, is left out.
    /// </summary>
    /// <typeparam name="T">The type of the part's result.</typeparam>
    /// <param name="factor">How many times longer the whole part takes, 1 or more.</param>
    /// <param name="part">The part.</param>
    public T Repeated<T>(double factor, Func<T> part)
    {
        var begun = clock.GetTimestamp();
        var result = part();
        _leftOut += (factor - 1) * clock.GetElapsedTime(begun).TotalSeconds;
        return result;
    }

    /// <summary>Times some work and adds what all of it will take.</summary>
    /// <remarks>
    /// First with a few images, which warms up; then the whole, where that is cheap; else in
    /// proportion.
    /// </remarks>
    /// <param name="images">Images in one go.</param>
    /// <param name="times">How often.</param>
    /// <param name="work">The work on the first so many images.</param>
    public void Add(long images, double times, Action<long> work)
    {
        var little = Math.Min(few, images);
        work(little);
        var guess = Time(little, work) * images / little;
        Seconds += times * (guess > enough ? guess : Time(images, work));
    }

    private double Time(long images, Action<long> work)
    {
        _leftOut = 0;
        var begun = clock.GetTimestamp();
        work(images);
        return clock.GetElapsedTime(begun).TotalSeconds + _leftOut;
    }
}
