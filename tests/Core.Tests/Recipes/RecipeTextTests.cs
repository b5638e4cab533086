using System.Text.Json.Nodes;
using RoCL.Core.Reading;

namespace Core.Tests.Recipes;

public sealed class RecipeTextTests
{
    private static JsonObject Object(string text) => (JsonObject)JsonNode.Parse(text)!;

    [TestCase(
        """{ "attack": { "use": "pgd", "iterations": 7 } }""",
        """{"attack":{"use":"fgsm"}}""",
        "attack.use=fgsm"
    )]
    [TestCase(
        """{ "attack": { "use": "pgd", "iterations": 7 } }""",
        """{"attack":{"use":"pgd","iterations":7}}""",
        "attack.use=pgd"
    )]
    [TestCase(
        """{ "attack": { "use": "pgd", "iterations": 7 } }""",
        """{"attack":{"use":"mim","decay":0.5,"step":1}}""",
        "attack.decay=0.5",
        "attack.use=mim",
        "attack.step=1"
    )]
    [TestCase(
        """{ "attack": { "use": "pgd", "iterations": 7 } }""",
        """{"attack":{"use":"fgsm","step":1}}""",
        "attack.use=mim",
        "attack.step=1",
        "attack.use=fgsm"
    )]
    [TestCase("""{ "attack": "pgd" }""", """{"attack":{"use":"pgd","iterations":3}}""", "attack.iterations=3")]
    [TestCase(
        """{ "loss": [{ "use": "nt-xent", "views": ["a", "b"], "weight": 2, "temperature": 1 }] }""",
        """{"loss":[{"use":"mse","views":["a","b"],"weight":2}]}""",
        "loss.0.use=mse"
    )]
    [TestCase(
        """{ "e": [{ "use": "x", "attack": { "use": "pgd", "step": 1 } }] }""",
        """{"e":[{"use":"y","attack":{"use":"fgsm"}}]}""",
        "e.0.use=y",
        "e.0.attack.use=fgsm"
    )]
    public void Another_component_begins_with_its_own_defaults_and_options_set_beside_it(
        string recipe,
        string expected,
        params string[] settings
    ) => Assert.That(RecipeText.SetAll(Object(recipe), settings).ValueOrThrow().ToJsonString(), Is.EqualTo(expected));

    [Test]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.That(
            RecipeText.Parse("r", "{ /* why */ \"a\": 1, // because\n }").Match(r => r["a"]!.GetValue<int>(), _ => 0),
            Is.EqualTo(1)
        );

    [TestCase("{\n  \"a\": ,\n}", "r(2,8)")]
    [TestCase("{ \"a\": 1, \"a\": 2 }", "r(1,11)")]
    [TestCase("", "r(1,1)")]
    [TestCase("{ \"a\": \"\\ud800\" }", "r(1,8)")]
    [TestCase("{ \"\\ud800\": 1 }", "r(1,3)")]
    [TestCase("{ \"a\": [1E99999999999] }", "r(1,9)")]
    public void What_is_not_JSON_is_refused_with_line_and_column(string text, string place)
    {
        var problem = RecipeText.Parse("r", text).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0101", place)));
    }

    [Test]
    public void A_list_is_no_recipe() =>
        Assert.That(RecipeText.Parse("r", "[1]").Problems.Single().Code, Is.EqualTo("ROCL0101"));

    [Test]
    public void The_nearer_recipe_wins_and_null_takes_a_key_away()
    {
        var texts = new Dictionary<string, string>
        {
            ["child"] = """{ "extends": "parent", "views": { "adv": null, "a": { "x": 2 } } }""",
            ["parent"] =
                """{ "extends": "grandparent", "loss": [1], "views": { "a": { "x": 1, "y": 1 }, "adv": {} } }""",
            ["grandparent"] = """{ "loss": [1, 2], "seed": 3 }""",
        };
        var merged = RecipeText
            .Load("child", (name, _) => new WrittenRecipe(name, texts[name]))
            .Match(r => r, _ => null!);
        Assert.That(
            JsonNode.DeepEquals(merged["views"], Object("""{ "a": { "x": 2, "y": 1 } }""")),
            merged.ToJsonString()
        );
        Assert.That((merged["loss"]!.AsArray().Count, merged["seed"]!.GetValue<int>()), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Another_component_starts_afresh_and_the_same_one_is_refined()
    {
        var ground = Object("""{ "attack": { "use": "pgd", "iterations": 7 }, "data": { "use": "a", "n": 1 } }""");
        var merged = RecipeText.Merge(ground, Object("""{ "attack": { "use": "fgsm" }, "data": { "m": 2 } }"""));
        Assert.That(
            JsonNode.DeepEquals(
                merged,
                Object("""{ "attack": { "use": "fgsm" }, "data": { "use": "a", "n": 1, "m": 2 } }""")
            ),
            merged.ToJsonString()
        );
        Assert.That(ground["attack"]!["iterations"], Is.Not.Null, "the recipe below is left as it was");
    }

    [TestCase("""{ "linf": "8/255" }""", """{ "l2": 0.5 }""", """{ "l2": 0.5 }""")]
    [TestCase("""{ "linf": "8/255" }""", """{ "linf": "4/255" }""", """{ "linf": "4/255" }""")]
    [TestCase("""{ "use": "masked-linf", "size": 4 }""", """{ "l1": 12 }""", """{ "l1": 12 }""")]
    [TestCase("""{ "linf": "8/255" }""", """{ "use": "masked-linf" }""", """{ "use": "masked-linf" }""")]
    public void A_threat_model_in_another_norm_takes_the_place_of_the_one_that_was_there(
        string lower,
        string upper,
        string merged
    ) =>
        Assert.That(
            JsonNode.DeepEquals(
                RecipeText.Merge(Object($$"""{ "t": {{lower}} }"""), Object($$"""{ "t": {{upper}} }""")),
                Object($$"""{ "t": {{merged}} }""")
            )
        );

    [Test]
    public void A_circle_of_recipes_is_refused() =>
        Assert.That(
            RecipeText
                .Load("a", (name, _) => new WrittenRecipe(name, $$"""{ "extends": "{{(name == "a" ? "b" : "a")}}" }"""))
                .Problems.Single()
                .Code,
            Is.EqualTo("ROCL0103")
        );

    [Test]
    public void A_recipe_is_asked_for_by_the_file_that_names_it()
    {
        var asked = new List<string>();
        var read = RecipeText.Load("a", Written);
        Assert.That(read.Problems, Is.Empty);
        Assert.That(asked, Is.EqualTo(new[] { "a of ", "b of lab/a", "c of lab/b" }));

        RoCL.Core.Result<WrittenRecipe> Written(string name, string? file)
        {
            asked.Add($"{name} of {file}");
            var parent = name == "c" ? "null" : $"\"{(char)(name[0] + 1)}\"";
            return new WrittenRecipe($"lab/{name}", $$"""{ "extends": {{parent}} }""");
        }
    }

    [TestCase("extends=rocl")]
    [TestCase("extends=5")]
    [TestCase("extends=null")]
    [TestCase("extends.0=rocl")]
    public void What_a_recipe_extends_cannot_be_set(string setting)
    {
        var problem = RecipeText.Set(Object("{}"), setting).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0115", $"--set {setting}")));
        Assert.That(problem.What, Does.Contain("extends"));
    }

    [TestCase("a.b=8/255", """{ "a": { "b": "8/255" } }""")]
    [TestCase("a.b=0.5", """{ "a": { "b": 0.5 } }""")]
    [TestCase("a=[b]c", """{ "a": "[b]c" }""")]
    [TestCase("a.b={\"use\":\"x\"}", """{ "a": { "b": { "use": "x" } } }""")]
    [TestCase("l.0=2", """{ "l": [2] }""")]
    [TestCase("l.1=2", """{ "l": [1, 2] }""")]
    [TestCase("l.0=null", """{ "l": [] }""")]
    [TestCase("l=null", "{}")]
    public void A_setting_puts_a_value_at_its_path(string setting, string holds)
    {
        var set = RecipeText
            .Set(Object("""{ "l": [1] }"""), setting)
            .Match(r => r, p => throw new AssertionException(p[0].ToString()));
        foreach (var (key, value) in Object(holds))
            Assert.That(JsonNode.DeepEquals(set[key], value), set.ToJsonString());
        Assert.That(set.ContainsKey("l"), Is.EqualTo(setting != "l=null"));
    }

    [TestCase("a")]
    [TestCase("=1")]
    [TestCase("a..b=1")]
    [TestCase("l.5=1")]
    [TestCase("l.x=1")]
    public void A_setting_without_a_place_is_refused(string setting) =>
        Assert.That(RecipeText.Set(Object("""{ "l": [1] }"""), setting).Problems.Single().Code, Is.EqualTo("ROCL0115"));

    [TestCase("a={\"b\":1,\"b\":2}", "--set a(1,8)", "the key 'b' stands twice")]
    [TestCase("a.c=[{\"b\":1,\"b\":2}]", "--set a.c(1,9)", "the key 'b' stands twice")]
    [TestCase("a={\"b\":1", "--set a(1,7)", "is not JSON")]
    [TestCase("a= [1 2]", "--set a(1,5)", "is not JSON")]
    public void A_value_that_is_broken_JSON_is_no_text(string setting, string where, string what)
    {
        var problem = RecipeText.Set(Object("{}"), setting).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0101", where)), problem.ToString());
        Assert.That(problem.What, Does.Contain(what));
    }

    [Test]
    public void All_settings_that_are_wrong_are_reported_at_once()
    {
        var set = RecipeText.SetAll(Object("""{ "l": [1] }"""), ["a=1", "=1", "b=2", "l.x=1"]);
        Assert.That(
            set.Problems.Select(problem => (problem.Code, problem.Where)),
            Is.EqualTo(new[] { ("ROCL0115", "--set =1"), ("ROCL0115", "--set l.x=1") })
        );
    }

    [Test]
    public void A_later_setting_sees_what_an_earlier_one_has_set() =>
        Assert.That(
            RecipeText.SetAll([], ["a={}", "a.b=1", "a.b=2"]).ValueOrThrow().ToJsonString(),
            Is.EqualTo("""{"a":{"b":2}}""")
        );
}
