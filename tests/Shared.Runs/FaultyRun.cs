using System.Collections.Immutable;
using System.Security.Cryptography;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using Shared.Folders;
using Shared.Plugins;

namespace Shared.Runs;

/// <summary>
/// A run of four steps by components that may be faulty, through the real loader and the real
/// engine, in a folder of its own.
/// </summary>
internal sealed class FaultyRun : IDisposable
{
    /// <summary>Sound as it stands; a checkpoint after each step.</summary>
    public const string Recipe = """
        {
          "data": { "use": "faulty-data" },
          "encoder": { "use": "faulty-encoder" },
          "heads": { "projector": { "use": "faulty-head" } },
          "teachers": { "target": { "use": "faulty-teacher", "head": "projector" } },
          "views": {
            "a": { "augment": [{ "use": "faulty-augmentation" }] },
            "b": { "augment": [{ "use": "faulty-augmentation" }] },
            "m": { "mix": "b", "by": { "use": "faulty-mixing" } },
            "adv": {
              "perturb": "a",
              "maximise": { "use": "faulty-loss", "views": ["adv", "b"] },
              "attack": { "use": "faulty-attack" },
              "threat": { "linf": 0.1 }
            }
          },
          "loss": [
            { "use": "faulty-loss", "views": ["a", "b"] },
            { "use": "faulty-loss", "views": ["adv", "b"] },
            { "use": "faulty-centre", "views": ["b"] }
          ],
          "train": { "epochs": 1, "batch": 8 },
          "optimizer": { "use": "sgd", "lr": 0.01 },
          "checkpoints": { "every": "1 steps", "keep": 9 },
          "masking": { "images": 0 },
          "evaluate": [
            {
              "use": "faulty-evaluation",
              "attack": { "use": "faulty-attack" },
              "measurement": { "use": "faulty-measurement" }
            }
          ]
        }
        """;

    private const string AtChance = "warning ROCL0289 ";

    // One for all runs: what it has loaded once is compiled once.
    private static readonly McMasterPluginLoader Loader = new();

    // Read once for all runs: nobody writes to what the build made.
    private static readonly Lazy<PluginCatalogue> Faulty = new(() => CatalogueOf([Places.TestPlugin("Faulty")]));

    private readonly string _root;
    private readonly bool _isOwnRoot;
    private readonly IFiles _files;
    private readonly PluginCatalogue _catalogue;

    /// <summary>
    /// Over some folders of plugins; over the faulty components alone where none is named.
    /// </summary>
    public FaultyRun(params string[] plugins)
        : this(MemoryFolder.Create("rocl-fault-"), new DiskFiles(), plugins) => _isOwnRoot = true;

    /// <summary>In a folder that stays, on a disk that may fail.</summary>
    public FaultyRun(string root, IFiles files, params string[] plugins)
    {
        _root = root;
        _files = files;
        _catalogue = plugins.Length == 0 ? Faulty.Value : CatalogueOf(plugins);
    }

    /// <summary>A file that shows that the component has been repaired.</summary>
    public string Repaired => Path.Combine(_root, "repaired");

    /// <summary>The run's folder.</summary>
    public RunFolder Folder => new(_files, Path.Combine(_root, "run"));

    /// <summary>Runs, or goes on.</summary>
    /// <param name="settings">Besides the recipe.</param>
    public (RunOutcome Outcome, ImmutableArray<string> Errors) Run(params string[] settings)
    {
        using var said = new StringWriter();
        using var signals = new Signals();
        var errors = new ErrorOutput(said);
        var models = new TrainedModels(_catalogue, new LoadedComponents(Loader), new DiskFiles(), errors);
        var engine = QuietEngine.Of(models, errors);
        Directory.CreateDirectory(Folder.Root);
        var outcome = JobOf(settings, models)
            .Match(
                job => engine.Run(job, Folder, Folder.Root, CPU, signals, null),
                problems =>
                {
                    errors.Report(problems);
                    return new RunOutcome.Failed(problems);
                }
            );
        // Nobody expects four steps to beat chance.
        var lines = $"{said}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (outcome, [.. lines.Where(line => !line.StartsWith(AtChance, StringComparison.Ordinal))]);
    }

    /// <summary>
    /// Takes a step again that failed; what it fails with, and what was said to the person,
    /// warnings after the rest.
    /// </summary>
    public (ImmutableArray<Problem> Problems, string Said) Take(string folder)
    {
        using var said = new StringWriter();
        var errors = new ErrorOutput(said);
        var models = new TrainedModels(_catalogue, new LoadedComponents(Loader), new DiskFiles(), errors);
        var view = new ReplayLines();
        var problems = new StepReplay(
            _catalogue,
            models,
            new RecipeBinder(models),
            new DiskFiles(),
            view,
            errors
        ).Check(folder, "cpu", CancellationToken.None);
        return (problems, $"{view}{said}");
    }

    /// <summary>What would be run.</summary>
    public Job JobOf(params string[] settings) =>
        JobOf(
                settings,
                new TrainedModels(
                    _catalogue,
                    new LoadedComponents(Loader),
                    new DiskFiles(),
                    new ErrorOutput(TextWriter.Null)
                )
            )
            .Match(job => job, problems => throw new AssertionException($"{problems[0]}"));

    private static PluginCatalogue CatalogueOf(string[] plugins) =>
        Places.Catalogue([.. plugins, Places.StandardOptimizers]);

    private Result<Job> JobOf(string[] settings, TrainedModels models) =>
        settings
            .Aggregate(
                RecipeText.Parse("faulty.json", Recipe),
                (document, setting) => document.Then(so => RecipeText.Set(so, setting))
            )
            .Then(document => Job.Of("faulty", "faulty.json", document, _catalogue, new RecipeBinder(models)));

    /// <summary>
    /// The hash of the tensors of each checkpoint, which is read and found whole before.
    /// </summary>
    public ImmutableSortedDictionary<long, string> Checkpoints()
    {
        var newest = new CheckpointStore(Folder, warning => throw new AssertionException(warning)).Newest();
        using var saved = newest.Match(whole => whole, problems => throw new AssertionException($"{problems[0]}"));
        return CheckpointStore
            .In(Folder)
            .ToImmutableSortedDictionary(
                folder =>
                    long.Parse(
                        Path.GetFileName(folder).Split('-')[1],
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                folder =>
                    Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "model.safetensors"))))
            );
    }

    public void Dispose()
    {
        if (_isOwnRoot)
            Directory.Delete(_root, recursive: true);
    }
}
