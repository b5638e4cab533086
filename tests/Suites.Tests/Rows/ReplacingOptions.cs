using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Plugins.Catalogue;
using RoCL.Suites.Rows;
using Shared.Folders;
using Shared.Plugins;

namespace Suites.Tests.Rows;

/// <summary>
/// Of two options that exclude one another and come from different places, the later counts.
/// </summary>
public sealed class ReplacingOptions
{
    private const string Attack = "evaluate.0.attack";
    private static readonly PluginCatalogue Catalogue = Places.Catalogue(Places.BuiltPlugins);

    [Test]
    public void An_option_that_is_set_takes_the_place_of_the_inherited_one_that_it_excludes_and_says_so()
    {
        var said = new List<Problem>();
        var attack = AttackOf(said, """{ "extends": "demo-rocl" }""", [$"{Attack}.step=60/255"]);
        Assert.Multiple(() =>
        {
            Assert.That((string)attack["step"]!, Is.EqualTo("60/255"));
            Assert.That(attack["relativeStep"], Is.Null);
            Assert.That(said.Select(warning => warning.Code), Is.EqualTo(new[] { "ROCL0282" }));
            Assert.That(
                said[0].ToString(),
                Does.Contain($"--set {Attack}.step").And.Contain("'step' \"60/255\"").And.Contain("'relativeStep' 0.1")
            );
        });
    }

    [Test]
    public void So_does_one_that_a_recipe_writes_over_what_it_extends()
    {
        var said = new List<Problem>();
        var attack = AttackOf(
            said,
            """{ "extends": "base", "evaluate": { "attack": { "step": "2/255" } } }""",
            [],
            "evaluate.attack"
        );
        Assert.That(attack.ToJsonString(), Does.Contain("2/255").And.Not.Contain("relativeStep"));
        Assert.That(said.Single().Where, Is.EqualTo("FOLDER/r.json: evaluate.attack.step"));
    }

    [Test]
    public void The_later_of_two_settings_counts_and_the_last_word_says_which()
    {
        var said = new List<Problem>();
        string[] settings = [$"{Attack}.step=2/255", $"{Attack}.relativeStep=0.5"];
        var attack = AttackOf(said, """{ "extends": "demo-rocl" }""", settings);
        Assert.That((double)attack["relativeStep"]!, Is.EqualTo(0.5));
        Assert.That(attack["step"], Is.Null);
        // 2/255 is what pgd takes anyway, but it was said to count.
        Assert.That(said, Has.Count.EqualTo(2));
        Assert.That(said[1].What, Does.StartWith("The option 'relativeStep' 0.5 takes the place of 'step' \"2/255\""));
    }

    [Test]
    public void A_completed_recipe_leaves_out_what_has_no_effect_and_reads_again()
    {
        var suite = Suite([], """{ "extends": "demo-rocl" }""", []);
        var completed = suite.Rows.Single().Recipe;
        Assert.That(completed["evaluate"]![0]!["attack"]!["step"], Is.Null);
        Assert.That((string)completed["views"]!["adv"]!["attack"]!["step"]!, Is.EqualTo("8/255"));
        Assert.That(RecipeReader.Read("again", "r.json", completed, Catalogue).Problems, Is.Empty);
    }

    [Test]
    public void A_frozen_group_with_options_of_its_own_is_refused()
    {
        var document = Suite([], """{ "extends": "demo-rocl" }""", []).Rows.Single().Recipe;
        document["optimizer"]!["groups"] = JsonNode.Parse("""[{ "match": "encoder.*", "frozen": true, "lr": 0.5 }]""");
        var problem = RecipeReader.Read("r", "r.json", document, Catalogue).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0281", "r.json: optimizer.groups.0.lr")));
    }

    private static JsonObject AttackOf(List<Problem> said, string recipe, string[] settings, string path = Attack)
    {
        JsonNode node = Suite(said, recipe, settings).Rows.Single().Recipe;
        foreach (var key in path.Split('.'))
            node = (int.TryParse(key, out var index) && node is JsonArray ? node[index] : node[key])!;
        return node.AsObject();
    }

    private static Suite Suite(List<Problem> said, string recipe, string[] settings)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "base.json",
            """
            {
              "extends": "demo-rocl",
              "evaluate": {
                "use": "linear", "attack": { "use": "pgd", "relativeStep": 0.1 }, "threats": [{ "linf": 0.1 }]
              }
            }
            """u8.ToArray()
        );
        var file = folder.Write("r.json", System.Text.Encoding.UTF8.GetBytes(recipe));
        var precedence = new OptionPrecedence(
            Catalogue,
            warning =>
                said.Add(
                    warning with
                    {
                        Where = warning.Where.Replace(Path.GetDirectoryName(file)!, "FOLDER", StringComparison.Ordinal),
                    }
                )
        );
        return new SuiteSource(Catalogue, precedence)
            .Of("r", [file], new Variation([.. settings], [], null, null))
            .ValueOrThrow();
    }
}
