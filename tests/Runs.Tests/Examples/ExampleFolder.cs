using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Shared.Datasets;
using Shared.Folders;
using Shared.Runs;

namespace Runs.Tests.Examples;

/// <summary>
/// The current folder while examples run: it has the data and the finished run that they name.
/// </summary>
internal sealed class ExampleFolder : IDisposable
{
    private const int Classes = 4;
    private const int ImagesOfAClass = 8;

    // What an example stands in: two steps of 8 images, and an evaluation. The images need no
    // decoder, whose 12 MB each run would keep.
    private static readonly JsonObject Base = Parsed(
        """
        {
          "data": { "use": "faulty-data" },
          "images": { "train": 16, "test": 8 },
          "encoder": { "use": "small-resnet", "width": 16, "blocks": 1 },
          "heads": { "projector": { "use": "mlp", "layers": [16, 8] } },
          "views": {
            "a": { "augment": [{ "use": "horizontal-flip" }] },
            "b": { "augment": [{ "use": "horizontal-flip" }] },
            "adv": {
              "perturb": "a",
              "maximise": { "use": "nt-xent", "views": ["adv", "b"] },
              "attack": { "use": "pgd", "iterations": 1, "step": "8/255" },
              "threat": { "linf": "8/255" }
            }
          },
          "loss": [{ "use": "nt-xent", "views": ["a", "b", "adv"] }],
          "train": { "epochs": 1, "batch": 8 },
          "optimizer": { "use": "sgd", "lr": 0.01 },
          "masking": { "images": 0 },
          "evaluate": [{ "use": "linear", "epochs": 1, "batch": 8, "rate": 0.001 }]
        }
        """
    );

    // An encoder may be large: its example takes the two steps, without attack and evaluation.
    private static readonly JsonObject BaseOfEncoders = RecipeText.Merge(
        Base,
        Parsed("""{ "views": { "adv": null }, "loss": [{ "use": "nt-xent", "views": ["a", "b"] }], "evaluate": [] }""")
    );

    private readonly string _root = MemoryFolder.Create("rocl-examples-");
    private readonly string _before = Environment.CurrentDirectory;
    private readonly PluginCatalogue _catalogue;
    private readonly TrainedModels _models;

    /// <summary>Makes the folder the current one, and writes the data.</summary>
    public ExampleFolder(PluginCatalogue catalogue)
    {
        _catalogue = catalogue;
        _models = new(
            catalogue,
            new LoadedComponents(new McMasterPluginLoader()),
            new DiskFiles(),
            new ErrorOutput(TextWriter.Null)
        );
        Environment.CurrentDirectory = _root;
        WriteImages();
        Write("cifar10", Official.TenInBinary([.. Enumerable.Repeat(AnyPhotos(), 5)], AnyPhotos()));
        Write("CIFAR-10-C", CorruptedSet.Of(AnyPhotos().Labels, [32, 32, 3], ("fog", _ => AnyPhotos().Pixels)));
        Write("cifar100", Official.HundredInBinary(AnyPhotos(), AnyPhotos()));
    }

    /// <summary>Trains the run that examples name, <c>runs/teacher</c>.</summary>
    public ExampleOutcome TrainTeacher() =>
        Run(
            JobOf(Base).Match(job => job, problems => throw new AssertionException(string.Join('\n', problems))),
            "runs/teacher"
        );

    /// <summary>The recipe of an example: what the example says, over what it does not.</summary>
    public JsonObject RecipeOf(ComponentExample example) =>
        RecipeText.Merge(
            example.Component.Kind == ComponentKind.Encoder ? BaseOfEncoders : Base,
            example.Document,
            new OptionPrecedence(_catalogue, _ => { })
        );

    /// <summary>A recipe that is read and bound, its data open, its plan made.</summary>
    public Result<Job> JobOf(JsonObject recipe) =>
        Job.Of("example", "example.json", recipe, _catalogue, new RecipeBinder(_models));

    /// <summary>Trains and evaluates in a folder that is not there yet.</summary>
    public ExampleOutcome Run(Job job, string folder)
    {
        var said = new StringWriter();
        var errors = new ErrorOutput(said);
        var run = new RunFolder(new FaultyFiles(), Path.GetFullPath(folder)); // none fails, and none is waited for
        using var signals = new Signals();
        Directory.CreateDirectory(run.Root);
        File.WriteAllText(run.Recipe, job.Document.ToJsonString());
        var outcome = QuietEngine.Of(_models, errors).Run(job, run, run.Root, CPU, signals, null);
        return new(outcome, run, $"{said}");
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_root, recursive: true);
    }

    private static JsonObject Parsed(string recipe) =>
        RecipeText.Parse("base.json", recipe).Match(document => document, _ => throw new AssertionException(recipe));

    private static Photos AnyPhotos() => Photos.Random(new Random(1), 32);

    // Gray pictures with a slope that depends on the class.
    private static void WriteImages()
    {
        foreach (var split in new[] { "train", "test" })
        {
            foreach (var label in Enumerable.Range(0, Classes))
            {
                var pictures = Enumerable
                    .Range(0, ImagesOfAClass)
                    .Select(image => PngFile.OfGray(8, 8, (x, y) => (byte)(20 * image + 4 * (label * x + y))))
                    .Select((bytes, image) => ($"{image}.png", bytes));
                Write(Path.Combine("images", split, $"class-{label}"), pictures);
            }
        }
    }

    private static void Write(string folder, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }
}

/// <summary>How the run of an example ended.</summary>
/// <param name="Outcome">As the engine returned it.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="Said">Problems and warnings.</param>
internal sealed record ExampleOutcome(RunOutcome Outcome, RunFolder Run, string Said);
