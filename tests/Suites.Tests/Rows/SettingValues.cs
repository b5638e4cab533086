using RoCL.Core.Reading;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>What a suite may set, once each.</summary>
public sealed class SettingValues
{
    private const string Row = """ "A": { "recipe": "demo-rocl" } """;
    private const string Twice = "The value is set twice: under 'train.epochs' and under 'train'.";
    private const string Extends = "What a recipe extends is written in its file, and cannot be set.";

    private static string[] Problems(string text) =>
        [
            .. RecipeText
                .Parse("s.json", text)
                .Then(document => new SuiteReader("s.json", "s.json", Variation.None).Read(document))
                .Problems.Select(problem => $"{problem.Code} {problem.Where}: {problem.What}"),
        ];

    [TestCase("""{ "set": { "extends": "rocl" }, "rows": {""" + Row + "} }", "set.extends")]
    [TestCase("""{ "grid": { "extends": ["rocl"] }, "rows": {""" + Row + "} }", "grid.extends")]
    [TestCase("""{ "rows": { "A": { "recipe": "demo-rocl", "set": { "extends": null } } } }""", "rows.A.set.extends")]
    public void What_a_recipe_extends_is_not_set_in_a_suite(string suite, string place) =>
        Assert.That(Problems(suite), Is.EqualTo(new[] { $"ROCL0115 s.json: {place}: {Extends}" }));

    [Test]
    public void A_value_inside_a_key_that_is_taken_away_is_refused()
    {
        const string row = """ "A": { "recipe": "demo-rocl", "set": { "train.epochs": 1, "train": null } } """;
        const string twice = "The value is set twice: under 'train', which null takes away, and under 'train.epochs'.";
        string[] said = [$"ROCL0153 s.json: rows.A.set.train.epochs: {twice}"];
        Assert.That(Problems($$"""{ "rows": { {{row}} } }"""), Is.EqualTo(said));
        Assert.That(Problems($$"""{ "rows": { {{row.Replace("train.epochs", "train-epochs")}} } }"""), Is.Empty);
    }

    [TestCase("""{ "train.epochs": 1, "train": { "batch": 9, "epochs": 2 } }""", true)]
    [TestCase("""{ "train.epochs": 1, "train": { "batch": 9 } }""", false)]
    public void A_value_that_one_object_sets_twice_is_refused(string settings, bool isRefused)
    {
        var ofAll = $$"""{ "set": {{settings}}, "rows": { {{Row}} } }""";
        var ofOne = $$"""{ "rows": { "A": { "recipe": "demo-rocl", "set": {{settings}} } } }""";
        string[] said = isRefused ? [$"ROCL0153 s.json: set.train.epochs: {Twice}"] : [];
        Assert.That(Problems(ofAll), Is.EqualTo(said));
        Assert.That(Problems(ofOne), Is.EqualTo(said.Select(problem => problem.Replace(": set", ": rows.A.set"))));
    }
}
