using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Schema;
using RoCL.Suites.Rows;
using Shared.Folders;
using Shared.Plugins;

namespace Host.Tests.Schema;

/// <summary>
/// The JSON schema of recipes and suites: what is shipped fits it, what is misspelt does not, and
/// the page of all keys says the same.
/// </summary>
public sealed class EditorsSchema
{
    private static readonly ComponentDescription[] Components =
    [
        .. Places.Catalogue(Places.BuiltPlugins).Components.Select(ComponentDocumentation.Add),
    ];

    private static readonly JsonSchema Schema = JsonSchema.FromText(RecipeSchema.TextOf(Components));

    private static string Repository => Places.InRepository();

    [TestCase("recipes")]
    [TestCase("suites")]
    public void Everything_that_is_shipped_fits_it(string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository, "host", folder), "*.json"))
            Assert.That(Fits(File.ReadAllText(file)), file);
    }

    [TestCase("""{ "extends": "rocl", "trian": { "epochs": 4 } }""")]
    [TestCase("""{ "train": { "epochs": 4, "btach": 4 } }""")]
    [TestCase("""{ "train": { "epochs": -1 } }""")]
    [TestCase("""{ "encoder": "resnet19" }""")]
    [TestCase("""{ "views": { "adv": { "attack": { "use": "pgd", "iteratoins": 3 } } } }""")]
    [TestCase("""{ "views": { "adv": { "attack": { "iteratoins": 3 } } } }""")]
    [TestCase("""{ "views": { "adv": { "attack": { "use": "pgd", "iterations": 0 } } } }""")]
    [TestCase("""{ "views": { "adv": { "threat": { "linff": "8/255" } } } }""")]
    [TestCase("""{ "loss": [{ "use": "nt-xent", "views": ["a"], "temperature": "warm" }] }""")]
    [TestCase("""{ "evaluate": [{ "use": "linear", "attack": { "use": "pgd", "steps": 3 } }] }""")]
    [TestCase("""{ "rows": { "a": { "recipes": "rocl" } } }""")]
    [TestCase("""{ "precision": "half" }""")]
    public void What_is_misspelt_or_out_of_range_does_not(string recipe) => Assert.That(Fits(recipe), Is.False);

    [TestCase("""{ "views": { "adv": null }, "loss": { "use": "nt-xent", "views": ["a", "b"], "weight": "1/256" } }""")]
    [TestCase(
        """{ "encoder": "my-lab/vit@1.0", "optimizer": { "lr": { "from": 0.1, "to": 0, "over": "training" } } }"""
    )]
    [TestCase(
        """{ "rows": { "a": "rocl", "b": { "recipe": { "extends": "rocl" }, "set": { "train.epochs": 1 } } } }"""
    )]
    public void What_the_reader_takes_does(string recipe) => Assert.That(Fits(recipe));

    [Test]
    public void It_has_the_keys_that_the_readers_take_and_no_others()
    {
        Assert.That(RecipeKeys.All.Select(key => key.Name), Is.EquivalentTo(KeysOf(typeof(RecipeReader))));
        Assert.That(SuiteKeyList.All.Select(key => key.Name), Is.EquivalentTo(KeysOf(typeof(SuiteReader))));
    }

    private static IEnumerable<string> KeysOf(Type reader) =>
        (IEnumerable<string>)reader.GetField("Keys", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    [Test]
    public void The_page_and_the_shipped_schema_are_what_the_code_gives()
    {
        Assert.That(
            File.ReadAllText(Path.Combine(Repository, "docs", "recipe.md")).ReplaceLineEndings("\n"),
            Is.EqualTo(RecipePage.Of(Components)),
            "write it anew: rocl plugins --markdown > docs/recipe.md"
        );
        Assert.That(
            File.ReadAllText(Path.Combine(Repository, "docs", "rocl.schema.json")).ReplaceLineEndings("\n"),
            Is.EqualTo(RecipeSchema.TextOf(Components)),
            "write it anew: rocl plugins --schema > docs/rocl.schema.json"
        );
    }

    [Test]
    public void A_new_recipe_fits_and_is_read_and_what_an_editor_has_is_kept()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".vscode"));
        var settings = Path.Combine(folder.Path, NewRecipe.SettingsPath);
        File.WriteAllText(settings, """{ "editor.tabSize": 2 }""");
        var files = new NewRecipeFiles(folder.Path);
        Assert.That(files.Write("mine", Components).Problems, Is.Empty);
        Assert.That(files.Write("other.json", Components).Problems, Is.Empty);
        Assert.That(files.Write("mine", Components).Problems.Single().Code, Is.EqualTo("ROCL0242"));

        Assert.That(Fits(File.ReadAllText(Path.Combine(folder.Path, "mine.json"))));
        var written = JsonNode.Parse(File.ReadAllText(settings))!;
        Assert.That((int)written["editor.tabSize"]!, Is.EqualTo(2));
        var matched = written["json.schemas"]![0]!["fileMatch"]!.AsArray().Select(file => $"{file}");
        Assert.That(matched, Is.EqualTo(new[] { "mine.json", "other.json" }));
        Assert.That(NewRecipe.SettingsWith("""{ "a": 1, "a": 2 }""", "mine.json"), Is.Null);
        Assert.That(NewRecipe.SettingsWith("{ // mine\n}", "mine.json"), Is.Null, "comments are left alone");

        File.WriteAllText(settings, "{ \"title\": \"café\" }", Encoding.Latin1);
        var before = File.ReadAllBytes(settings);
        Assert.That(files.Write("third", Components).Problems, Is.Empty);
        Assert.That(File.ReadAllBytes(settings), Is.EqualTo(before), "and so is what is not UTF-8");
    }

    private static bool Fits(string text) =>
        RecipeText
            .Parse("recipe", text)
            .Match(
                document => Schema.Evaluate(document).IsValid,
                problems => throw new AssertionException($"{problems[0]}")
            );
}
