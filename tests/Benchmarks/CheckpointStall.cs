using BenchmarkDotNet.Attributes;
using RoCL.Core.Models;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Journal;
using RoCL.Runs.Recipes;
using Serilog.Core;

namespace Benchmarks;

/// <summary>
/// How long training waits for a checkpoint, in proportion to a tenth of the steps of one
/// default interval.
/// </summary>
public class CheckpointStall : IDisposable
{
    private Job _job = null!;
    private Model _model = null!;
    private Metrics _metrics = null!;
    private CheckpointWriter _writer = null!;
    private long _next;

    /// <summary>Which pair.</summary>
    [ParamsSource(nameof(Rounds))]
    public int Round { get; set; }

    /// <summary>Odd, for the sake of the median.</summary>
    public static IEnumerable<int> Rounds => Enumerable.Range(1, 5);

    /// <summary>A model, and a folder for its checkpoints.</summary>
    [GlobalSetup]
    public void Open()
    {
        var folder = Settings.Opened.NewFolder();
        _job = Settings.Opened.Job;
        _model = Settings.Opened.NewModel();
        _metrics = new Metrics(folder, 0);
        _writer = new(new CheckpointSaving(folder), _job.Recipe.Checkpoints, _metrics, Logger.None, _ => { });
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Wait();
        _writer.Dispose();
        _metrics.Dispose();
        _model.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Five of the 46 steps between two checkpoints.</summary>
    [Benchmark(Baseline = true)]
    public int FiveSteps() => TrainingLoop.Run(_job.Plan, _job.Train, _model, _job.Plan.StepsFrom(0).Take(5)).Count();

    /// <summary>
    /// What the training thread does for one: it looks whether all is finite and takes a snapshot.
    /// The rest is another thread's.
    /// </summary>
    [Benchmark]
    public void Stall()
    {
        Soundness.Check(_model, _job.Plan.StepAt(0));
        _next++;
        _writer.Begin(new(_next), _model);
    }
}
