using System.Text.Json;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Shared.Folders;
using Shared.Plugins;

namespace Runs.Tests.Checkpoints;

/// <summary>
/// The folder of a run with a recipe and a checkpoint after three steps, of a small classifier of
/// ten classes.
/// </summary>
internal sealed class SavedRun : IDisposable
{
    public const string Recipe = """
        {
          "data": "fashion-mnist",
          "encoder": { "use": "small-resnet", "width": 16, "blocks": 1 },
          "heads": { "classifier": "linear" },
          "views": { "a": {} },
          "loss": [{ "use": "cross-entropy", "views": ["a"] }],
          "train": { "epochs": 1, "batch": 8 }
        }
        """;

    public SavedRun()
    {
        Folder = MemoryFolder.Create("rocl-opening-");
        Models = Opening();
        File.WriteAllText(Path.Combine(Folder, "recipe.json"), Recipe);
        using var model = Model.Build(Planned(Shape), CPU);
        using var checkpoint = Checkpoint.Of(new(3), model);
        new CheckpointSaving(new(new DiskFiles(), Folder)).Save(checkpoint, keep: 1);
    }

    /// <summary>The shape of its images.</summary>
    public static ImageShape Shape { get; } = new(1, 28, 28);

    /// <summary>The names of its classes.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    [.. Enumerable.Range(0, 10).Select(number => $"class {number}")];

    /// <summary>The components that there are.</summary>
    public static PluginCatalogue Catalogue => Places.Catalogue(Places.BuiltPlugins);

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>Opens models, each once.</summary>
    public TrainedModels Models { get; }

    /// <summary>
    /// The setting by which another recipe attacks this run's model in an evaluation.
    /// </summary>
    public string Follows =>
        "evaluate=[{\"use\":\"linear\",\"attack\":"
        + $"{{\"use\":\"transfer\",\"from\":{JsonSerializer.Serialize(Folder)},\"by\":\"pgd\"}},"
        + "\"threats\":[{\"linf\":0.1}]}]";

    /// <summary>Opens models anew, as another process does.</summary>
    public static TrainedModels Opening(bool allowPluginChange = false) =>
        new(
            Catalogue,
            new LoadedComponents(new McMasterPluginLoader()),
            new DiskFiles(),
            new ErrorOutput(TextWriter.Null),
            new(allowPluginChange, null)
        );

    /// <summary>The plan of its recipe with settings, on images of a shape, ten classes.</summary>
    public Plan Planned(ImageShape shape, params string[] settings) =>
        RecipeFiles
            .Load(Path.Combine(Folder, "recipe.json"), settings)
            .Then(document => RecipeReader.Read("toy", "toy.json", document, Catalogue))
            .Match(
                recipe => new Plan(new RecipeBinder(Models).Bind(recipe), shape, 100, 10)
                {
                    ClassNames = [.. ClassNames],
                },
                problems => throw new AssertionException(string.Join("\n", problems))
            );

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
