using System.Text.Json.Nodes;
using RoCL.Core.Reading;

namespace Core.Tests.Recipes;

/// <summary>Where data and other runs lie is written whole.</summary>
public sealed class RecipePlacesTests
{
    private const string Recipe = """
        {
          "data": { "use": "subset", "of": { "use": "image-folder", "folder": "imgs" } },
          "teachers": { "t": { "from": "../runs/t" }, "other": { "from": "row:RoCL" } },
          "views": { "adv": {
            "threat": { "linf": { "from": "4/255", "to": "8/255", "over": "training" } },
            "attack": { "use": "transfer", "from": "/runs/x", "by": "pgd" }
          } },
          "evaluate": [{ "use": "transfer", "data": { "use": "cifar-10", "path": "https://x.org/cifar" } }]
        }
        """;

    private static JsonObject Read(string text) => (JsonObject)JsonNode.Parse(text)!;

    [Test]
    public void Relative_places_are_made_whole_and_nothing_else_changes()
    {
        var root = OperatingSystem.IsWindows() ? "C:\\lab\\recipes" : "/lab/recipes";
        var rooted = RecipePlaces.Rooted(Read(Recipe), place => Path.GetFullPath(place, root));
        var changed = Read(Recipe);
        changed["data"]!["of"]!["folder"] = Path.Combine(root, "imgs");
        changed["teachers"]!["t"]!["from"] = Path.GetFullPath("../runs/t", root);
        changed["views"]!["adv"]!["attack"]!["from"] = Path.GetFullPath("/runs/x", root);
        Assert.That(rooted.ToJsonString(), Is.EqualTo(changed.ToJsonString()));
        Assert.That(
            RecipePlaces.Rooted(rooted, place => Path.GetFullPath(place, "/elsewhere")).ToJsonString(),
            Is.EqualTo(changed.ToJsonString())
        );
    }

    [TestCase("data.of.folder", "\"moved\"", true)]
    [TestCase("teachers.t.from", "\"moved\"", true)]
    [TestCase("views.adv.threat.linf.from", "\"2/255\"", false)]
    [TestCase("data.of.use", "\"cifar-10\"", false)]
    [TestCase("data.of.size", "16", false)]
    public void Only_a_place_that_has_another_place_instead_is_moved(string key, string value, bool isMoved)
    {
        var was = Read(Recipe);
        var now = RecipeText.Set(was, $"{key}={value}").Match(set => set, _ => null!);
        Assert.That(RecipePlaces.IsMoved(was, now, key), Is.EqualTo(isMoved));
    }
}
