namespace RoCL.Runs.Checkpoints;

/// <summary>The time and the memory that some work took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ImagesPerSecond">Images in a second.</param>
/// <param name="PeakMemoryMiB">The largest working set that was seen.</param>
public sealed record Cost(double Seconds, double ImagesPerSecond, double PeakMemoryMiB);
