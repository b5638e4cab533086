using BenchmarkDotNet.Attributes;

namespace Benchmarks;

/// <summary>
/// What all that keeps a run from being lost costs while nothing goes wrong: a step by the real
/// trainer, as a worker that tells its supervisor of every call, in proportion to the bare
/// arithmetic of the same step.
/// </summary>
/// <remarks>
/// A round is a step, taken by the one and then by the other, and has its own ratio: what else the
/// machine does meanwhile meets both, and the median of the rounds is the figure. What a checkpoint
/// costs besides is <see cref="CheckpointStall"/>.
/// </remarks>
public class TrainingOverhead
{
    private readonly Alternation _turns = Settings.Alternation;

    /// <summary>Which step.</summary>
    [ParamsSource(nameof(Rounds))]
    public int Round { get; set; }

    /// <summary>Whole epochs, so that checkpoints are among them.</summary>
    public static IEnumerable<int> Rounds => Enumerable.Range(1, Settings.Steps);

    /// <summary>The arithmetic and nothing else.</summary>
    [Benchmark(Baseline = true)]
    public void Bare() => _turns.Bare();

    /// <summary>Guards, trace, metrics, checks for finiteness, checkpoints.</summary>
    [Benchmark]
    public void Whole() => _turns.Whole();
}
