using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>Figures of a paper in a recipe: they are of that very method.</summary>
public sealed class PublishedFiguresTests
{
    private const string Written = """
        {
          "optimizer": { "lr": 0.1 },
          "published": [
            { "protocol": "ALF", "sa": 75.5, "ra": 40.6, "on": "CIFAR-10, ResNet-18", "source": "a paper" }
          ]
        }
        """;

    private static JsonObject Object(string text) => (JsonObject)JsonNode.Parse(text)!;

    [Test]
    public void They_are_read_and_what_is_not_given_stays_empty() =>
        Assert.That(
            PublishedReading.Of(Object(Written)),
            Is.EqualTo(
                new[]
                {
                    new PublishedFigures(PublishedProtocol.Alf, 75.5, 40.6, null, "CIFAR-10, ResNet-18", "a paper"),
                }
            )
        );

    [TestCase("""{ "protocol": "LE", "on": "x", "source": "y" }""", "ROCL0122")]
    [TestCase("""{ "protocol": "SLF", "on": "x" }""", "ROCL0105")]
    [TestCase("""{ "on": "x", "source": "y" }""", "ROCL0105")]
    [TestCase("""{ "protocol": "SLF", "sa": 101, "on": "x", "source": "y" }""", "ROCL0107")]
    [TestCase("""{ "protocol": "SLF", "accuracy": 75, "on": "x", "source": "y" }""", "ROCL0104")]
    public void A_mistake_in_them_is_a_mistake_of_the_recipe(string figures, string code) =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, $"published=[{figures}]").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { code })
        );

    [Test]
    public void A_recipe_that_extends_another_does_not_have_its_figures()
    {
        var recipe = RecipeText
            .Load(
                "mine",
                (name, _) =>
                    new WrittenRecipe(name, name == "mine" ? """{ "extends": "theirs", "seed": 2 }""" : Written)
            )
            .ValueOrThrow();
        Assert.That(recipe.Select(pair => pair.Key), Does.Contain("optimizer").And.Not.Contain("published"));
    }

    [TestCase("optimizer.lr=0.2", false)]
    [TestCase("images.train=1000", false)]
    [TestCase("seed=7", true)]
    [TestCase("data={\"use\":\"cifar-10\"}", true)]
    [TestCase("evaluate=[{\"use\":\"linear\"}]", true)]
    [TestCase("precision=fast", true)]
    public void A_recipe_that_was_changed_into_another_method_loses_them(string setting, bool keeps)
    {
        var written = Object(Written);
        var changed = RecipeText.Set(written, setting).ValueOrThrow();
        Assert.That(PublishedReading.Kept(written, changed).ContainsKey("published"), Is.EqualTo(keeps));
    }
}
