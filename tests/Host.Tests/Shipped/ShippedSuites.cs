using System.Text;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;
using Shared.Folders;
using Shared.Plugins;

namespace Host.Tests.Shipped;

/// <summary>Every suite beside the program, whichever there are, can be read.</summary>
public sealed class ShippedSuites
{
    private static IEnumerable<string> Names =>
        Directory
            .GetFiles(Path.Combine(Path.GetDirectoryName(Places.BuiltPlugins)!, "suites"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    [Test]
    public void All_are_shipped_that_lie_in_the_sources_and_none_is_called_as_a_recipe_is()
    {
        Assert.That(
            Names,
            Is.EqualTo(
                Directory
                    .GetFiles(Places.InRepository("host", "suites"), "*.json")
                    .Select(Path.GetFileNameWithoutExtension)
                    .Order(StringComparer.Ordinal)
            )
        );
        Assert.That(Names.Intersect(RecipeFiles.Names), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Is_valid(string name)
    {
        var source = new SuiteSource(Places.Catalogue(Places.BuiltPlugins));
        Assert.That(source.Of(name, [name], Variation.None).Problems, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Is_said_to_be_a_suite_where_a_recipe_extends_it(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine.json", Encoding.UTF8.GetBytes($$"""{ "extends": "{{name}}" }"""));
        var problem = RecipeFiles.Load(path, []).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0117", $"{path}: extends")));
        Assert.That(problem.What, Is.EqualTo($"{name} is a suite, and a recipe is needed."));
    }
}
