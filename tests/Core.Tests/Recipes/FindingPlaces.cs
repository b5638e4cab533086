using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Reading;

namespace Core.Tests.Recipes;

/// <summary>What a recipe's text is refused for is found at its line and column.</summary>
public sealed class FindingPlaces
{
    [TestCase("{\n  \"a\": 1,\n  \"a\": 2\n}", "r.json(3,3)", "'a' stands twice")]
    [TestCase(
        "{\n  // \"a\"\n  \"x\": [{ \"b\": 1, \"c\": {\"b\": 2}, \"\\u0062\": 3 }]\n}",
        "r.json(3,34)",
        "'b' stands twice"
    )]
    [TestCase("{ \"a\": 1e9999999 }", "r.json(1,8)", "exponent beyond all bounds")]
    [TestCase("{\n \"a\": \"\\ud800\" }", "r.json(2,7)", "")]
    [TestCase("{ \"a\": 1,, }", "r.json(1,10)", "")]
    public void The_place_of_a_fault_is_said(string text, string place, string what)
    {
        var problem = RecipeText.Parse("r.json", text).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0101"));
        Assert.That(problem.Where, Is.EqualTo(place));
        Assert.That(problem.What, Does.Contain(what));
    }

    [Test]
    public void What_has_no_such_fault_is_read() =>
        Assert.That(
            RecipeText.Parse("r.json", "{ \"a\": { \"b\": 1 }, \"c\": [{ \"b\": 1 }, { \"b\": 1 }], }"),
            Is.TypeOf<RoCL.Core.Result<JsonObject>.Ok>()
        );

    [TestCase("attack", "an attack")]
    [TestCase("whole number", "a whole number")]
    [TestCase("Encoder", "an Encoder")]
    [TestCase("run's folder", "a run's folder")]
    public void A_noun_has_its_article(string noun, string expected) =>
        Assert.That(Words.WithArticle(noun), Is.EqualTo(expected));

    [Test]
    public void What_is_to_be_written_is_a_phrase()
    {
        Assert.That(new OptionType.Component(ComponentKind.Attack).Wanted, Is.EqualTo("an attack"));
        Assert.That(new OptionType.Truth().Wanted, Is.EqualTo("true or false"));
        Assert.That(new OptionType.Choice(["a", "b"]).Wanted, Is.EqualTo("one of \"a\" | \"b\""));
    }
}
