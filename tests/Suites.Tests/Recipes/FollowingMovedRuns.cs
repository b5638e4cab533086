using System.Text;
using RoCL.Core.Reading;
using RoCL.Runs.Recipes;
using Shared.Folders;

namespace Suites.Tests.Recipes;

/// <summary>
/// A suite's folder that was moved: what a run names by whole paths stands beside it still.
/// </summary>
public sealed class FollowingMovedRuns
{
    private const string Gone = "/gone/D/t";

    [Test]
    public void A_run_that_is_gone_from_its_place_is_found_beside_by_the_weights_of_the_record()
    {
        using var folder = Suite(weights: "abc");
        Assert.That(From(folder, "teachers.t.from"), Is.EqualTo(Path.Combine(folder.Path, "t")));
        Assert.That(From(folder, "init.from"), Is.EqualTo(Path.Combine(folder.Path, "t")));
        Assert.That(From(folder, "evaluate.0.attack.from"), Is.EqualTo("/gone/D/u"), "no run stands beside");
    }

    [Test]
    public void Another_run_of_the_name_is_not_taken_for_it()
    {
        using var folder = Suite(weights: "def");
        Assert.That(From(folder, "teachers.t.from"), Is.EqualTo(Gone));
    }

    [Test]
    public void Nor_is_one_that_the_record_does_not_have()
    {
        using var folder = Suite(weights: "abc");
        folder.Write("s/environment.json", "[]"u8.ToArray());
        Assert.That(From(folder, "teachers.t.from"), Is.EqualTo(Gone));
    }

    private static TemporaryFolder Suite(string weights)
    {
        var folder = new TemporaryFolder();
        Write(folder, "t/recipe.json", "{}");
        Write(folder, "t/summary.json", $$"""{ "weights": "{{weights}}" }""");
        Write(
            folder,
            "s/environment.json",
            """
            [{ "models": [{ "path": "/gone/D/t", "weights": "abc" }, { "path": "/gone/D/u", "weights": "abc" }],
               "init": { "from": "/gone/D/t", "sha256": "abc" } }]
            """
        );
        Write(
            folder,
            "s/recipe.json",
            """
            { "teachers": { "t": { "from": "/gone/D/t" } }, "init": { "from": "/gone/D/t" },
              "evaluate": [{ "attack": { "from": "/gone/D/u" } }] }
            """
        );
        return folder;
    }

    private static string? From(TemporaryFolder folder, string key) =>
        RecipeFiles
            .Load(Path.Combine(folder.Path, "s", "recipe.json"), [])
            .Match(
                recipe => (string?)RecipePlaces.ValueAt(recipe, key),
                problems => throw new AssertionException($"{problems[0]}")
            );

    private static void Write(TemporaryFolder folder, string name, string text) =>
        folder.Write(name, Encoding.UTF8.GetBytes(text));
}
