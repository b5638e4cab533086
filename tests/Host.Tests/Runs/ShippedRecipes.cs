using System.Text.Json;
using Host.Tests.Plugins;
using RoCL.Core;
using RoCL.Host.Plugins;
using RoCL.Host.Recipes;

namespace Host.Tests.Runs;

/// <summary>Every recipe beside the program, whichever there are, takes two steps.</summary>
public sealed class ShippedRecipes
{
    // The whole of train is replaced, since a micro-batch need not divide a small batch, and nothing is measured: evaluations have tests of
    // their own. Attacks keep their iterations, for want of one setting that fits every recipe.
    private static readonly string[] Small =
    [
        "--set", "data=fashion-mnist", "--set", "encoder=small-resnet", "--set", "images={\"train\":64,\"test\":40}", "--set", "train={\"epochs\":1,\"batch\":32}", "--set", "evaluate=[]",
    ];

    private static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Places.BuiltPlugins)!, "recipes"), "*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    [Test]
    public void All_are_shipped_that_lie_in_the_sources() => Assert.That(
        Names, Is.EqualTo(Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Places.HostProject)!, "..", "recipes"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)));

    [TestCaseSource(nameof(Names))]
    public void Takes_two_steps_with_every_term_finite(string name)
    {
        using var rocl = new Rocl();
        var ended = rocl.Run(["run", name, "--out", "run", "--device", "cpu", .. Small]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var steps = File.ReadLines(rocl["run/metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(steps, Has.Count.EqualTo(2));
        Assert.That(steps.Select(step => step.GetProperty("loss").GetDouble()), Is.All.InRange(0, 1e3));
        Assert.That(steps.Select(step => step.GetProperty("gradientNorm").GetDouble()), Is.All.Positive);
        Assert.That(steps[0].GetProperty("terms").EnumerateObject().Select(term => term.Name.Split('(')[0]), Is.EqualTo(rocl.Json("run/recipe.json")["loss"]!.AsArray().Select(term => (string)term!["use"]!)));
    }

    [TestCaseSource(nameof(Names))]
    public void Is_valid_as_it_stands_evaluations_and_all(string name) => Assert.That(
        RecipeFiles.Load(name, []).Then(document => RecipeReader.Read(name, name, document, Places.Catalogue(Places.BuiltPlugins), new LoadedComponents(new McMasterPluginLoader()))).Problems, Is.Empty);

    /// <summary>Recipes differ in what they train by and in nothing that they are measured by, so that their figures stand in one table.</summary>
    [TestCase("rocl", "simclr", "supervised", "adversarial-training", "trades")]
    [TestCase("demo-rocl", "demo-simclr", "demo-supervised", "demo-adversarial-training", "demo-trades")]
    public void Are_trained_on_the_same_and_measured_alike(params string[] names)
    {
        var recipes = names.Select(name => RecipeFiles.Load(name, []).Match(read => read, problems => throw new AssertionException(string.Join("\n", problems)))).ToList();
        foreach (var key in new[] { "data", "images", "encoder", "train", "learningRate", "evaluate" })
            Assert.That(recipes.Select(recipe => recipe[key]?.ToJsonString()).Distinct().Count(), Is.EqualTo(1), key);
        Assert.That(recipes.Select(recipe => (string)recipe["about"]!).Distinct().Count(), Is.EqualTo(names.Length), "each says what it is");
    }
}
