using System.Reflection;
using RoCL.Host;
using RoCL.Host.Plugins;
using RoCL.Host.Progress;
using RoCL.Host.Recipes;
using RoCL.Host.Runs;
using Serilog.Core;

namespace Benchmarks;

/// <summary>The demonstration's RoCL recipe over part of its images, through the real loader, trained by the real trainer.</summary>
internal sealed class Demonstration
{
    private readonly string _root = Directory.CreateTempSubdirectory("rocl-benchmarks-").FullName;
    private int _runs;

    private Demonstration(Job job) => Job = job;

    /// <summary>What is trained.</summary>
    public Job Job { get; }

    /// <summary>One epoch of some steps of 128 images; the other settings, the checkpoints' interval among them, are the recipe's own.</summary>
    public static Demonstration Of(int steps)
    {
        var host = typeof(Demonstration).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(said => said.Key == "BuiltHost").Value!;
        var catalogue = PluginCatalogue.Read(PluginFolders.Beside(host, []), HostPlatform.Here);
        var types = new LoadedComponents(new McMasterPluginLoader());
        return RecipeFiles.Load("demo-rocl", [$"images={{\"train\":{128 * steps},\"test\":100}}", "train.epochs=1", "evaluate=[]"])
            .Then(document => Job.Of("demo-rocl", "demo-rocl.json", document, catalogue, types))
            .Match(job => new Demonstration(job), problems => throw new ProblemException(problems[0]));
    }

    /// <summary>A run's folder that nobody has used.</summary>
    public RunFolder NewFolder() => new(Directory.CreateDirectory(Path.Combine(_root, $"{_runs++}")).FullName);

    /// <summary>A new model, the same each time.</summary>
    public Model NewModel()
    {
        manual_seed(Job.Plan.Seed.For("weights").Value);
        return Model.Build(Job.Plan, CPU);
    }

    /// <summary>Trains as <c>rocl run</c> does; the last step's loss.</summary>
    public double Train()
    {
        var trainer = new Trainer(TimeProvider.System, new Silent(), RecoveryPolicy.Training, new ErrorOutput(TextWriter.Null));
        var trained = trainer.Train(Job, NewFolder(), CPU, Logger.None, default);
        trained.Model.Dispose();
        return trained.State.Loss!.Value;
    }

    private sealed class Silent : IProgressView
    {
        public T Show<T>(Func<Action<Progress>, T> work) => work(_ => { });
    }
}
