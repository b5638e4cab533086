using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>A recipe that a suite holds, in place of the name of one.</summary>
public sealed class ExtendingInRows
{
    private static Result<Suite> Read(string recipe) =>
        RecipeText
            .Parse("s.json", $$"""{ "rows": { "A": { "recipe": {{recipe}} } } }""")
            .Then(document => new SuiteReader("s.json", "s.json", Variation.None).Read(document));

    [Test]
    public void It_extends_what_it_names()
    {
        var rows = Read("""{ "extends": "demo-rocl", "train": { "epochs": 7 } }""").ValueOrThrow().Rows;
        var recipe = rows.Single().Recipe;
        Assert.That((int)recipe["train"]!["epochs"]!, Is.EqualTo(7));
        Assert.That((int)recipe["train"]!["batch"]!, Is.EqualTo(128), "of demo-rocl");
        Assert.That(recipe.ContainsKey("extends"), Is.False);
    }

    [Test]
    public void What_is_not_there_is_refused()
    {
        var missing = Read("""{ "extends": "nobodys" }""").Problems.Single();
        Assert.That((missing.Code, missing.Where), Is.EqualTo(("ROCL0117", "s.json: extends")));
    }
}
