using RoCL.Core.Models;
using RoCL.Plugins.Binding;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Serilog.Core;

namespace Benchmarks;

/// <summary>
/// The demonstration's RoCL recipe through the real loader, trained by the real trainer.
/// </summary>
internal sealed class Demonstration
{
    private readonly string _root = Directory.CreateTempSubdirectory("rocl-benchmarks-").FullName;
    private int _runs;

    private Demonstration(Job job, RecipeBinder binder)
    {
        Job = job;
        Binder = binder;
    }

    /// <summary>Makes components.</summary>
    public RecipeBinder Binder { get; }

    /// <summary>What is trained.</summary>
    public Job Job { get; }

    private const int StepsPerEpoch = 46;

    /// <summary>
    /// The recipe as it is shipped, without its evaluations: steps of 128 images, a checkpoint
    /// after each epoch of 46, and enough epochs for some steps and one more.
    /// </summary>
    /// <param name="steps">How many, at most.</param>
    /// <param name="settings">What is set otherwise, as by <c>--set</c>.</param>
    public static Demonstration Open(int steps, IEnumerable<string> settings)
    {
        var host = new BuiltHost();
        var job = RecipeFiles
            .Load("demo-rocl", ["evaluate=[]", $"train.epochs={1 + steps / StepsPerEpoch}", .. settings])
            .Then(document => Job.Of("demo-rocl", "demo-rocl.json", document, host.Catalogue, host.Binder))
            .ValueOrThrow();
        return new(job, host.Binder);
    }

    /// <summary>A run's folder that nobody has used.</summary>
    public RunFolder NewFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, $"{_runs}"));
        _runs++;
        return new(new DiskFiles(), folder.FullName);
    }

    /// <summary>A new model, the same each time.</summary>
    public Model NewModel()
    {
        manual_seed(Job.Plan.Seed.For("weights").Value);
        return Model.Build(Job.Plan, CPU);
    }

    /// <summary>Trains as <c>rocl run</c> does.</summary>
    public void Train(IProgressView view, RunFolder folder)
    {
        var trainer = new Trainer(TimeProvider.System, view, RecoveryPolicy.Training, new ErrorOutput(TextWriter.Null));
        using var training = trainer.Begin(Job, folder, CPU, Logger.None);
        training.Recovery.Execute(training.Attempt).Model.Dispose();
    }
}
