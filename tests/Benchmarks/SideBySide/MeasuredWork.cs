namespace Benchmarks.SideBySide;

/// <summary>What both sides do.</summary>
/// <param name="Kind">
/// <c>train</c>, or an attack of an evaluation: <c>pgd</c>, <c>apgd</c>, <c>apgd-t</c>,
/// <c>fab-t</c>, <c>square</c>.
/// </param>
/// <param name="Encoder">By the name that recipes give it.</param>
/// <param name="Shape">The images' shape, such as 3x32x32.</param>
/// <param name="Batch">Images in a step.</param>
/// <param name="Threads">Of an operation.</param>
/// <param name="Iterations">Of the attack.</param>
internal sealed record MeasuredWork(
    string Kind,
    string Encoder,
    ImageShape Shape,
    int Batch,
    int Threads,
    int Iterations
)
{
    /// <summary>The work as the arguments of a process that does it.</summary>
    public IEnumerable<string> Arguments =>
        [
            "--encoder",
            Encoder,
            "--shape",
            $"{Shape}",
            "--batch",
            $"{Batch}",
            "--threads",
            $"{Threads}",
            "--iterations",
            $"{Iterations}",
        ];
}
