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
    /// <summary>Seconds so far.</summary>
    public double Seconds { get; private set; }

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
        var begun = clock.GetTimestamp();
        work(images);
        return clock.GetElapsedTime(begun).TotalSeconds;
    }
}
