using BenchmarkDotNet.Attributes;
using RoCL.Host.Supervision;

namespace Benchmarks;

/// <summary>
/// What all that keeps a run from being lost costs while nothing goes wrong: an epoch by the real trainer, as a worker that tells its
/// supervisor of every call, in proportion to the bare arithmetic of the same steps.
/// </summary>
/// <remarks>
/// A round is a pair, one right after the other, and has its own ratio: what else the machine does meanwhile meets both, and the median
/// of the rounds is the figure. Building the model counts on both sides, the last checkpoint's writing on one.
/// </remarks>
public class TrainingOverhead
{
    private Demonstration _demonstration = null!;

    /// <summary>Which pair.</summary>
    [ParamsSource(nameof(Rounds))]
    public int Round { get; set; }

    /// <summary>Odd, for the sake of the median.</summary>
    public static IEnumerable<int> Rounds => Enumerable.Range(1, Settings.Rounds);

    /// <summary>Opens the data, and looks whether both do the same work.</summary>
    [GlobalSetup]
    public void Open()
    {
        _demonstration = Settings.Opened;
        if (Round != 1) return;
        var (bare, whole) = (Bare(), Whole());
        if (bare != whole) throw new InvalidOperationException($"the bare loop comes to {bare}, the trainer to {whole}: they do not do the same work");
    }

    /// <summary>The steps and nothing else.</summary>
    [Benchmark(Baseline = true)]
    public double Bare()
    {
        using var bare = new BareTraining(_demonstration.Job);
        return bare.Train();
    }

    /// <summary>Guards, trace, metrics, checks for finiteness, checkpoints.</summary>
    [Benchmark]
    public double Whole()
    {
        var path = Path.GetTempFileName();
        using (StepRecordFile.Create(path))
        using (Worker.Of([Worker.Option, path])) return _demonstration.Train();
    }
}
