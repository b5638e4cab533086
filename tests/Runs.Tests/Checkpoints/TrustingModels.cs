using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Provenance;

namespace Runs.Tests.Checkpoints;

/// <summary>A run's model is opened by what the run has recorded of it.</summary>
[NonParallelizable]
public sealed class TrustingModels
{
    private SavedRun _run = null!;

    [SetUp]
    public void WriteARun() => _run = new();

    [TearDown]
    public void Leave() => _run.Dispose();

    // What the run has recorded: its plugins at hand, with a change, and how many steps it has.
    private void Record(Func<PluginRecord, PluginRecord> change, long steps = 3)
    {
        var plugins = SavedRun
            .Catalogue.Plugins.Select(plugin => plugin.Assembly.Identity)
            .Where(plugin => plugin.Id is "Encoders.ResNet" or "Heads.Mlp")
            .Select(plugin => change(PluginRecord.Of(plugin)));
        var record = RunRecord.Here with { Plugins = [.. plugins], Steps = steps };
        File.WriteAllText(
            Path.Combine(_run.Folder, "environment.json"),
            JsonSerializer.Serialize(new[] { record }, Json.Indented)
        );
    }

    [Test]
    public void It_is_built_without_the_plugins_that_only_trained_it()
    {
        var path = Path.Combine(_run.Folder, "recipe.json");
        var recipe = JsonNode.Parse(SavedRun.Recipe)!;
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
        Assert.That(_run.Models.Open(_run.Folder).Heads, Is.EqualTo(new[] { "classifier" }));
    }

    [Test]
    public void It_is_built_by_the_plugins_that_it_was_trained_with_or_not_at_all()
    {
        Record(plugin => plugin);
        var built = _run
            .Models.Of(_run.Planned(SavedRun.Shape, _run.Follows))!
            .Single()
            .Plugins!.Select(plugin => plugin.Id);
        Assert.That(built, Is.EqualTo(new[] { "Encoders.ResNet", "Heads.Mlp" }), "and they are named");

        Record(plugin => plugin with { Sha256 = new string('a', 64) });
        var problem = Assert.Throws<ProblemException>(() => SavedRun.Opening().Open(_run.Folder))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0260", _run.Folder)));
        Assert.That(problem.What, Does.StartWith("The model was made with other plugins: Encoders.ResNet"));
        Assert.That(() => SavedRun.Opening(allowPluginChange: true).Open(_run.Folder), Throws.Nothing);
    }

    [Test]
    public void A_run_that_is_not_at_its_end_has_no_model_to_offer_yet()
    {
        Record(plugin => plugin, steps: 30);
        var problem = Assert.Throws<ProblemException>(() => _run.Models.Open(_run.Folder))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0273", _run.Folder)));
        Assert.That(problem.What, Does.StartWith("The run has taken 3 of its 30 steps"));
    }

    [Test]
    public void A_run_that_trains_nothing_says_so()
    {
        Record(plugin => plugin, steps: 0);
        Directory.Delete(Path.Combine(_run.Folder, "checkpoints"), recursive: true);
        Assert.That(
            Assert.Throws<ProblemException>(() => _run.Models.Open(_run.Folder))!.Problem.Code,
            Is.EqualTo("ROCL0274")
        );
        var named = NamedCheckpoint.Find(new(new DiskFiles(), _run.Folder), "best");
        Assert.That(named.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0274" }));
    }

    [Test]
    public void It_knows_its_classes_and_which_of_its_heads_are_classifiers()
    {
        var model = _run.Models.Open(_run.Folder);
        Assert.That(model.ClassNames, Is.EqualTo(SavedRun.ClassNames));
        Assert.That(model.Classifiers, Is.EqualTo(new[] { "classifier" }));
    }
}
