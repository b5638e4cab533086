namespace RoCL.Host.Suites;

/// <summary>Adds up how long parts of the work will take, from how long a little of each takes.</summary>
internal sealed class Stopwatch(TimeProvider clock)
{
    private const long Few = 8;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.3);

    /// <summary>Seconds so far.</summary>
    public double Seconds { get; private set; }

    /// <summary>Times some work and adds what all of it will take.</summary>
    /// <remarks>First with a few images, which warms up; then the whole, where that is cheap; else in proportion.</remarks>
    /// <param name="images">Images in one go.</param>
    /// <param name="times">How often.</param>
    /// <param name="work">The work on the first so many images.</param>
    public void Add(long images, double times, Action<long> work)
    {
        var few = Math.Min(Few, images);
        work(few);
        var small = Time(few, work) * images / few;
        Seconds += times * (small > Enough.TotalSeconds ? small : Time(images, work));
    }

    private double Time(long images, Action<long> work)
    {
        var begun = clock.GetTimestamp();
        work(images);
        return clock.GetElapsedTime(begun).TotalSeconds;
    }
}
