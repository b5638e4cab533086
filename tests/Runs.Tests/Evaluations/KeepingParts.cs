using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;

namespace Runs.Tests.Evaluations;

/// <summary>A run's parts of the data are its own, whatever an evaluation of it asks for.</summary>
public sealed class KeepingParts
{
    private static readonly JsonObject Trained = (JsonObject)
        JsonNode.Parse(
            """{ "seed": 3, "images": { "train": 256, "test": 100, "validation": 50, "classes": ["a", "b"] } }"""
        )!;

    private static Result<JsonObject> Asked(params string[] settings) =>
        RunInItsFolder.Asked(Trained, OwnParts.In, settings);

    [TestCase("seed=5")]
    [TestCase("images.test=10")]
    [TestCase("images.measureOn=validation")]
    [TestCase("images.train=100")]
    [TestCase("images.seed=3")]
    public void They_are_drawn_by_the_runs_seed(string setting)
    {
        var measured = Asked(setting)
            .Match(recipe => recipe, problems => throw new AssertionException($"{problems[0]}"));
        Assert.That((int?)measured["images"]!["seed"], Is.EqualTo(3));
        Assert.That((int?)measured["images"]!["validation"], Is.EqualTo(50));
    }

    [TestCase("images.seed", "images.seed=5")]
    [TestCase("images.seed", "seed=5", "images.seed=5")]
    [TestCase("images.validation", "images.validation=20")]
    [TestCase("images.validation", "images={\"test\":10,\"classes\":[\"a\",\"b\"]}")]
    [TestCase("images.classes", "images.classes=[\"b\",\"a\"]", "images.measureOn=validation")]
    [TestCase("images.classes", "images.classes=[\"b\",\"a\"]")]
    [TestCase("images.classes", "images.classes=[\"b\"]")]
    public void Other_parts_are_refused(string key, params string[] settings)
    {
        var problem = Asked(settings).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0271"));
        Assert.That(problem.Where, Does.EndWith($": {key}"));
    }

    [TestCase("images.seed", "images.seed=5")]
    [TestCase("images.seed", "seed=5")]
    [TestCase("images.validation", "images.validation=20")]
    [TestCase("images.classes", "images.classes=[\"b\",\"a\"]")]
    public void They_are_kept_where_training_goes_on(string key, string setting)
    {
        var other = RunInItsFolder.Asked(Trained, Continued, [setting]).Problems.Single();
        Assert.That(other.Code, Is.EqualTo("ROCL0271"));
        Assert.That(other.Where, Does.EndWith($": {key}"));
    }

    [TestCase("seed=5", "images.seed=3")]
    [TestCase("images.test=10")]
    [TestCase("images={\"classes\":[\"a\",\"b\"],\"validation\":50,\"measureOn\":\"validation\"}")]
    public void Training_goes_on_by_another_seed_and_is_measured_on_others(params string[] settings) =>
        Assert.That(RunInItsFolder.Asked(Trained, Continued, settings).Problems, Is.Empty);

    [Test]
    public void Of_all_images_the_seed_draws_none()
    {
        var onAll = (JsonObject)JsonNode.Parse("""{ "seed": 3, "images": { "test": 100 } }""")!;
        Assert.That(RunInItsFolder.Asked(onAll, Continued, ["seed=5"]).Problems, Is.Empty);
    }

    private static Result<JsonObject> Continued(RunFolder run, JsonObject trained, JsonObject asked)
    {
        var others = OwnParts.OthersOfContinued(run, trained, asked);
        return others.IsEmpty ? asked : others;
    }

    [Test]
    public void A_run_whose_images_have_a_seed_of_their_own_keeps_that_one()
    {
        var trained = RecipeText.Set(Trained, "images.seed=8").Match(recipe => recipe, _ => null!);
        using var folder = new TemporaryFolder();
        var run = new RunFolder(new DiskFiles(), folder.Path);
        var asked = RecipeText.SetAll(trained, ["seed=5", "images.seed=null"]).Match(recipe => recipe, _ => null!);
        var measured = OwnParts.In(run, trained, asked).Match(recipe => recipe, _ => null!);
        Assert.That((int?)measured["images"]!["seed"], Is.EqualTo(8));
    }
}
