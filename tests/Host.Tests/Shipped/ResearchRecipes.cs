using RoCL.Core.Reading;
using RoCL.Runs.Recipes;
using Shared.Plugins;

namespace Host.Tests.Shipped;

/// <summary>The later methods that are a recipe and nothing else.</summary>
public sealed class ResearchRecipes
{
    private static string Place(string file) => Places.InRepository("plugins", "research", file);

    [TestCase("../../host/recipes/acl.json")]
    [TestCase("../../host/recipes/dynacl.json")]
    [TestCase("../../host/recipes/deacl.json")]
    [TestCase("cutmix-at/cutmix-at.json")]
    public void Is_valid_as_it_stands_and_says_where_it_comes_from(string file)
    {
        var recipe = RecipeFiles
            .Load(Place(file), [])
            .Then(document => RecipeReader.Read(file, file, document, Places.Catalogue(Places.BuiltPlugins)));
        Assert.That(recipe.Problems, Is.Empty);
        Assert.That(recipe.Match(read => read.About, _ => ""), Does.Match(@"\(.+ et al\. 20\d\d\)$"));
        Assert.That(File.ReadAllText(Place(file)), Does.Contain("arXiv:"));
    }
}
