using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>A recipe with every default written out, as a run's folder has it.</summary>
public sealed class CompletedRecipesTests
{
    [Test]
    public void The_completed_recipe_says_every_default_and_reads_as_the_same_recipe()
    {
        var shelf = new ToyShelf();
        var document = RecipeText.Parse("toy.json", ToyShelf.Rocl).Match(d => d, _ => null!);
        var recipe = ToyShelf.Read(ToyShelf.Rocl);
        var whole = Completion.Of(document, recipe);
        Assert.That(
            whole["views"]!["adv"]!["attack"]!.ToJsonString(),
            Is.EqualTo("""{"use":"toy-ascent","iterations":2,"step":0.02,"randomStart":true}""")
        );
        var again = RecipeReader
            .Read("toy", "toy.json", whole, shelf)
            .Match(r => r, p => throw new AssertionException(string.Join("\n", p)));
        Assert.That(Completion.Of(whole, again).ToJsonString(), Is.EqualTo(whole.ToJsonString()));
        Assert.That(
            again.Uses.Select(use => use.Component.Name),
            Is.EquivalentTo(recipe.Uses.Select(use => use.Component.Name))
        );
    }

    [TestCase("views.adv.attack={\"use\":\"my-lab/toy-ascent@1.0\",\"iterations\":2}")]
    [TestCase("views.adv.attack=my-lab/toy-ascent@1.0")]
    public void The_completed_recipe_keeps_the_name_as_it_was_given(string setting)
    {
        var document = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(toy => RecipeText.Set(toy, setting))
            .Match(d => d, _ => null!);
        var recipe = RecipeReader
            .Read("toy", "toy.json", document, new Versioned())
            .Match(r => r, p => throw new AssertionException(string.Join("\n", p)));
        Assert.That(
            (string)Completion.Of(document, recipe)["views"]!["adv"]!["attack"]!["use"]!,
            Is.EqualTo("my-lab/toy-ascent@1.0")
        );
    }

    /// <summary>The toys, under names with plugin and version too.</summary>
    private sealed class Versioned : IComponentCatalogue
    {
        public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
            new ToyShelf().Find(kind, name.Split('/')[^1].Split('@')[0], where);
    }
}
