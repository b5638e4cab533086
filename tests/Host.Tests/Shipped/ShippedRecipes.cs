using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Runs.Recipes;
using Shared.Plugins;

namespace Host.Tests.Shipped;

/// <summary>
/// Every recipe beside the program, whichever there are, can be read. That each trains is in
/// Processes.Tests.
/// </summary>
public sealed class ShippedRecipes
{
    internal static IEnumerable<string> Names =>
        Directory
            .GetFiles(Path.Combine(Path.GetDirectoryName(Places.BuiltPlugins)!, "recipes"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    [Test]
    public void All_are_shipped_that_lie_in_the_sources() =>
        Assert.That(
            Names,
            Is.EqualTo(
                Directory
                    .GetFiles(Places.InRepository("host", "recipes"), "*.json")
                    .Select(Path.GetFileNameWithoutExtension)
                    .Order(StringComparer.Ordinal)
            )
        );

    [TestCaseSource(nameof(Names))]
    public void Is_valid_as_it_stands_evaluations_and_all(string name) =>
        Assert.That(
            RecipeFiles
                .Load(name, [])
                .Then(document => RecipeReader.Read(name, name, document, Places.Catalogue(Places.BuiltPlugins)))
                .Problems,
            Is.Empty
        );

    /// <summary>
    /// Recipes differ in what they train by, and are attacked alike when they are measured, so that
    /// their figures stand in one table.
    /// </summary>
    [TestCase(
        "rocl",
        "simclr",
        "supervised",
        "adversarial-training",
        "trades",
        "rocl-robust-linear",
        "rocl-fine-tuning",
        "rocl-at",
        "rocl-trades",
        "rocl-at-ss"
    )]
    [TestCase(
        "demo-rocl",
        "demo-simclr",
        "demo-supervised",
        "demo-adversarial-training",
        "demo-trades",
        "demo-rocl-robust-linear",
        "demo-rocl-at",
        "demo-rocl-trades"
    )]
    public void Are_trained_on_the_same_and_attacked_alike(params string[] names)
    {
        var recipes = names.Select(Read).ToList();
        foreach (var key in new[] { "data", "images", "encoder", "train", "learningRate" })
            Assert.That(recipes.Select(recipe => recipe[key]?.ToJsonString()).Distinct().Count(), Is.EqualTo(1), key);
        var measured = recipes.Select(recipe => recipe["evaluate"]!.AsArray().Single()!).ToList();
        Assert.That(
            measured
                .Select(evaluation => (evaluation["testAttack"] ?? evaluation["attack"])!.ToJsonString())
                .Distinct()
                .Count(),
            Is.EqualTo(1),
            "attack"
        );
        Assert.That(
            measured.Select(evaluation => evaluation["threats"]!.ToJsonString()).Distinct().Count(),
            Is.EqualTo(1),
            "threats"
        );
        Assert.That(
            recipes.Select(recipe => (string)recipe["about"]!).Distinct().Count(),
            Is.EqualTo(names.Length),
            "each says what it is"
        );
    }

    /// <summary>
    /// What has a classifier of its own is measured by it; what has none is given one.
    /// </summary>
    [TestCase("supervised", "trained-head")]
    [TestCase("adversarial-training", "trained-head")]
    [TestCase("trades", "trained-head")]
    [TestCase("demo-supervised", "trained-head")]
    [TestCase("demo-adversarial-training", "trained-head")]
    [TestCase("demo-trades", "trained-head")]
    [TestCase("rocl", "linear")]
    [TestCase("simclr", "linear")]
    public void Are_measured_by_the_classifier_that_they_have(string name, string by) =>
        Assert.That(
            Read(name)["evaluate"]!.AsArray().Select(evaluation => (string)evaluation!["use"]!),
            Is.EqualTo(new[] { by })
        );

    /// <summary>
    /// The fine-tuning recipes pretrain as rocl does: one pretrained encoder serves them all.
    /// </summary>
    [TestCase(
        "rocl",
        "rocl-robust-linear",
        "rocl-fine-tuning",
        "rocl-at",
        "rocl-trades",
        "rocl-at-ss",
        "rocl-semi-supervised"
    )]
    [TestCase("demo-rocl", "demo-rocl-robust-linear", "demo-rocl-at", "demo-rocl-trades")]
    public void Differ_from_what_they_extend_in_how_they_are_measured_alone(params string[] names)
    {
        var trained = names.Select(Read).ToList();
        foreach (var recipe in trained)
        {
            recipe["extends"] = null;
            recipe["about"] = null;
            recipe["evaluate"] = null;
        }

        foreach (var (recipe, name) in trained.Zip(names))
            Assert.That(JsonNode.DeepEquals(recipe, trained[0]), name);
    }

    private static JsonObject Read(string name) =>
        RecipeFiles
            .Load(name, [])
            .Match(read => read, problems => throw new AssertionException(string.Join("\n", problems)));
}
