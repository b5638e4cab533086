using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Shared.Folders;
using Shared.Plugins;

namespace Runs.Tests.Checkpoints;

/// <summary>A run's model is opened by what the run has recorded of it.</summary>
[NonParallelizable]
public sealed class TrustingModels
{
    private const string Recipe = """
        {
          "data": "fashion-mnist",
          "encoder": { "use": "small-resnet", "width": 16, "blocks": 1 },
          "heads": { "classifier": "linear" },
          "views": { "a": {} },
          "loss": [{ "use": "cross-entropy", "views": ["a"] }],
          "train": { "epochs": 1, "batch": 8 }
        }
        """;

    private static readonly ImageShape Shape = new(1, 28, 28);
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(number => $"class {number}")];

    private string _run = "";
    private TrainedModels _models = null!;

    [SetUp]
    public void WriteARun()
    {
        _run = MemoryFolder.Create("rocl-opening-");
        _models = New();
        File.WriteAllText(Path.Combine(_run, "recipe.json"), Recipe);
        using var model = Model.Build(Planned(Shape), CPU);
        using var checkpoint = Checkpoint.Of(new(3), model);
        new CheckpointSaving(new(new DiskFiles(), _run)).Save(checkpoint, keep: 1);
    }

    [TearDown]
    public void Leave() => Directory.Delete(_run, recursive: true);

    private static PluginCatalogue Catalogue => Places.Catalogue(Places.BuiltPlugins);

    private static TrainedModels New(bool allowPluginChange = false) =>
        new(
            Catalogue,
            new LoadedComponents(new McMasterPluginLoader()),
            new DiskFiles(),
            new ErrorOutput(TextWriter.Null),
            new(allowPluginChange, null)
        );

    // The plan of another recipe on images of a shape, of ten classes.
    private Plan Planned(ImageShape shape, params string[] settings) =>
        RecipeFiles
            .Load(Path.Combine(_run, "recipe.json"), settings)
            .Then(document => RecipeReader.Read("toy", "toy.json", document, Catalogue))
            .Match(
                recipe => new Plan(new RecipeBinder(_models).Bind(recipe), shape, 100, 10) { ClassNames = [.. Names] },
                problems => throw new AssertionException(string.Join("\n", problems))
            );

    private string Follows =>
        "evaluate=[{\"use\":\"linear\",\"attack\":"
        + $"{{\"use\":\"transfer\",\"from\":{JsonSerializer.Serialize(_run)},\"by\":\"pgd\"}},"
        + "\"threats\":[{\"linf\":0.1}]}]";

    // What the run has recorded: its plugins at hand, with a change, and how many steps it has.
    private void Record(Func<PluginRecord, PluginRecord> change, long steps = 3)
    {
        var plugins = Catalogue
            .Plugins.Select(plugin => plugin.Assembly.Identity)
            .Where(plugin => plugin.Id is "Encoders.ResNet" or "Heads.Mlp")
            .Select(plugin => change(PluginRecord.Of(plugin)));
        var record = RunRecord.Here with { Plugins = [.. plugins], Steps = steps };
        File.WriteAllText(
            Path.Combine(_run, "environment.json"),
            JsonSerializer.Serialize(new[] { record }, Json.Indented)
        );
    }

    [Test]
    public void It_is_built_without_the_plugins_that_only_trained_it()
    {
        var path = Path.Combine(_run, "recipe.json");
        var recipe = JsonNode.Parse(Recipe)!;
        recipe["data"] = "a-data-set-that-is-gone";
        recipe["optimizer"] = new JsonObject { ["use"] = "an-optimizer-that-is-gone", ["lr"] = 1 };
        recipe["loss"]![0]!["use"] = "a-loss-that-is-gone";
        recipe["views"]!["adv"] = JsonNode.Parse(
            """
            { "perturb": "a", "attack": "an-attack-that-is-gone", "threat": { "linf": 0.1 },
              "maximise": { "use": "a-loss-that-is-gone", "views": ["adv"] } }
            """
        );
        File.WriteAllText(path, recipe.ToJsonString());
        Assert.That(_models.Open(_run).Heads, Is.EqualTo(new[] { "classifier" }));
    }

    [Test]
    public void It_is_built_by_the_plugins_that_it_was_trained_with_or_not_at_all()
    {
        Record(plugin => plugin);
        var built = _models.Of(Planned(Shape, Follows))!.Single().Plugins!.Select(plugin => plugin.Id);
        Assert.That(built, Is.EqualTo(new[] { "Encoders.ResNet", "Heads.Mlp" }), "and they are named");

        Record(plugin => plugin with { Sha256 = new string('a', 64) });
        var problem = Assert.Throws<ProblemException>(() => New().Open(_run))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0260", _run)));
        Assert.That(problem.What, Does.StartWith("The model was made with other plugins: Encoders.ResNet"));
        Assert.That(() => New(allowPluginChange: true).Open(_run), Throws.Nothing);
    }

    [Test]
    public void A_run_that_is_not_at_its_end_has_no_model_to_offer_yet()
    {
        Record(plugin => plugin, steps: 30);
        var problem = Assert.Throws<ProblemException>(() => _models.Open(_run))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0273", _run)));
        Assert.That(problem.What, Does.StartWith("The run has taken 3 of its 30 steps"));
    }

    [Test]
    public void A_run_that_trains_nothing_says_so()
    {
        Record(plugin => plugin, steps: 0);
        Directory.Delete(Path.Combine(_run, "checkpoints"), recursive: true);
        Assert.That(Assert.Throws<ProblemException>(() => _models.Open(_run))!.Problem.Code, Is.EqualTo("ROCL0274"));
        var named = NamedCheckpoint.Find(new(new DiskFiles(), _run), "best");
        Assert.That(named.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0274" }));
    }

    [Test]
    public void It_knows_its_classes_and_which_of_its_heads_are_classifiers()
    {
        var model = _models.Open(_run);
        Assert.That(model.ClassNames, Is.EqualTo(Names));
        Assert.That(model.Classifiers, Is.EqualTo(new[] { "classifier" }));
    }
}
