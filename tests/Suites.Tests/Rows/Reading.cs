using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>Suites as files: what they may say, and what is said of mistakes in them.</summary>
public sealed class Reading
{
    private const string Rows = "\"rows\": { \"A\": \"demo-rocl\" }";

    /// <summary>The value of a result that has one.</summary>
    public static T Ok<T>(Result<T> result) =>
        result.Match(value => value, problems => throw new AssertionException(string.Join("\n", problems)));

    private static Result<Suite> Read(string text, string? folder = null) =>
        RecipeText
            .Parse("s.json", text)
            .Then(document =>
                new SuiteReader("s.json", Path.Combine(folder ?? "", "s.json"), Variation.None).Read(document)
            );

    [TestCase("ROCL0130", "{ \"rws\": 1, " + Rows + " }", "Did you mean 'rows'?")]
    [TestCase(
        "ROCL0130",
        "{ \"rows\": { \"A\": { \"recipe\": \"demo-rocl\", \"sets\": {} } } }",
        "Did you mean 'set'?"
    )]
    [TestCase("ROCL0131", "{ \"suite\": \"x\" }", "\"rows\"")]
    [TestCase("ROCL0131", "{ \"rows\": {} }", "\"rows\"")]
    [TestCase("ROCL0131", "{ \"rows\": [\"rocl\"] }", "The rows are a list")]
    [TestCase("ROCL0139", "{ \"rows\": { \"A\": {} } }", "rows.A.recipe")]
    [TestCase("ROCL0139", "{ \"rows\": { \"A\": 3 } }", "rows.A.recipe")]
    [TestCase("ROCL0132", "{ \"seeds\": 0, " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": 2, \"grid\": { \"seed\": [1, 2] }, " + Rows + " }", "grid.seed")]
    [TestCase("ROCL0132", "{ \"seeds\": 2, \"set\": { \"seed\": 3 }, " + Rows + " }", "s.json: set.seed")]
    [TestCase(
        "ROCL0132",
        "{ \"seeds\": 2, \"rows\": { \"A\": { \"recipe\": \"demo-rocl\", \"set\": { \"seed\": 3 } } } }",
        "rows.A.set.seed"
    )]
    [TestCase("ROCL0132", "{ \"seeds\": [], " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": [1, 1], " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": [1, -2], " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": [9007199254740993], " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": 99999999999999999999, " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": [1, 1.0], " + Rows + " }", "seeds")]
    [TestCase("ROCL0132", "{ \"seeds\": \"three\", " + Rows + " }", "seeds")]
    [TestCase("ROCL0133", "{ \"grid\": { \"optimizer.lr\": [] }, " + Rows + " }", "grid.optimizer.lr")]
    [TestCase("ROCL0133", "{ \"grid\": { \"optimizer.lr\": 0.1 }, " + Rows + " }", "grid.optimizer.lr")]
    [TestCase("ROCL0134", "{ \"rows\": { \"a b\": \"demo-rocl\", \"A_B\": \"demo-simclr\" } }", "'a b' and 'A_B'")]
    [TestCase("ROCL0134", "{ \"rows\": { \" \": \"demo-rocl\" } }", "A row has no name")]
    [TestCase("ROCL0134", "{ \"rows\": { \"table.md\": \"demo-rocl\" } }", "table.md")]
    [TestCase("ROCL0135", "{ \"about\": 3, " + Rows + " }", "about")]
    [TestCase("ROCL0135", "{ \"set\": 3, " + Rows + " }", "s.json: set")]
    [TestCase("ROCL0135", "{ \"grid\": 3, " + Rows + " }", "s.json: grid")]
    [TestCase(
        "ROCL0138",
        "{ \"rows\": { \"A\": { \"recipe\": \"demo-rocl\", \"set\": { \"evaluate.0.attack.from\": \"row:B\" } } } }",
        "names a row 'B'"
    )]
    [TestCase(
        "ROCL0138",
        "{ \"rows\": { \"one\": { \"recipe\": \"demo-rocl\", \"set\": { \"evaluate.0.attack.from\": \"row:two\" } "
            + "}, \"two\": \"demo-simclr\" } }",
        "does not come before it"
    )]
    [TestCase("ROCL0117", "{ \"rows\": { \"A\": \"demo-rokl\" } }", "rows.A: demo-rokl: No recipe has this name")]
    [TestCase("ROCL0115", "{ \"set\": { \"loss.9.weight\": 1 }, " + Rows + " }", "rows.A: ")]
    public void Is_refused(string code, string text, string says)
    {
        var problem = Read(text).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.ToString(), Does.Contain(says).And.Contain("s.json"));
    }

    [Test]
    public void All_mistakes_are_reported_at_once() =>
        Assert.That(
            Read("{ \"seed\": 1, \"seeds\": 0, \"grid\": { \"a\": 1 }, \"rows\": { \"A\": \"demo-rokl\", \"B\": {} } }")
                .Problems.Select(problem => problem.Code),
            Is.EquivalentTo(new[] { "ROCL0130", "ROCL0132", "ROCL0133", "ROCL0117", "ROCL0139" })
        );

    [Test]
    public void Settings_of_all_rows_come_first_then_those_of_the_row_and_objects_merge_with_what_is_there()
    {
        var suite = Ok(
            Read(
                """
                {
                  "set": {
                    "train": { "epochs": 9 }, "optimizer.lr": 0.3, "evaluate.0": { "epochs": 3 },
                    "views.adv.attack": { "use": "fgsm" }
                  },
                  "rows": {
                    "A": { "recipe": "demo-rocl", "set": { "optimizer.lr": 0.4, "views.b": null } },
                    "B": "demo-rocl"
                  }
                }
                """
            )
        );
        var a = suite.Rows[0].Recipe;
        var b = suite.Rows[1].Recipe;
        Assert.That(((double)a["optimizer"]!["lr"]!, (double)b["optimizer"]!["lr"]!), Is.EqualTo((0.4, 0.3)));
        Assert.That(
            ((int)a["train"]!["epochs"]!, (int)a["train"]!["batch"]!),
            Is.EqualTo((9, 128)),
            "what an object does not say stays"
        );
        Assert.That(
            ((int)a["evaluate"]![0]!["epochs"]!, (int)a["evaluate"]![0]!["batch"]!),
            Is.EqualTo((3, 250)),
            "in a list as well"
        );
        Assert.That(
            a["views"]!["adv"]!["attack"]!.ToJsonString(),
            Is.EqualTo("{\"use\":\"fgsm\"}"),
            "another component starts afresh"
        );
        Assert.That(a["views"]!["b"], Is.Null, "null takes away");
        Assert.That(b["views"]!["b"], Is.Not.Null, "and from this row alone");
    }

    [Test]
    public void Evaluations_of_a_row_stand_in_for_those_of_the_suite_and_these_for_the_recipes()
    {
        var suite = Ok(
            Read(
                """
                {
                  "evaluate": ["linear"],
                  "rows": { "A": "demo-rocl", "B": { "recipe": "demo-rocl", "evaluate": [] } }
                }
                """
            )
        );
        Assert.That(
            suite.Rows.Select(row => row.Recipe["evaluate"]!.ToJsonString()),
            Is.EqualTo(new[] { "[\"linear\"]", "[]" })
        );
    }

    [Test]
    public void Recipes_are_looked_for_beside_the_suite_and_then_among_those_that_are_shipped()
    {
        var folder = Directory.CreateTempSubdirectory("rocl-suite-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "mine.json"), """{ "extends": "demo-simclr", "about": "mine" }""");
            var suite = Ok(Read("""{ "rows": { "A": "mine", "B": "./mine.json", "C": "demo-simclr" } }""", folder));
            Assert.That(
                suite.Rows.Select(row => (string)row.Recipe["about"]!),
                Is.EqualTo(new[] { "mine", "mine", "SimCLR: contrastive learning on clean views" })
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_suite_written_out_is_read_as_the_same_suite()
    {
        var suite = Ok(
            Read(
                """
                { "suite": "s", "seeds": 2, "grid": { "optimizer.lr": [0.1, 0.2] }, "rows": { "A/1": "demo-rocl" } }
                """
            )
        );
        var again = Ok(new SuiteReader("s.json", "s.json", Variation.None).Read(suite.Document));
        Assert.That(JsonNode.DeepEquals(again.Document, suite.Document));
        Assert.That(
            again.Runs.Select(run => run.Name),
            Is.EqualTo(new[] { "A-1_lr=0.1_seed=1", "A-1_lr=0.2_seed=1", "A-1_lr=0.1_seed=2", "A-1_lr=0.2_seed=2" })
        );
    }

    [Test]
    public void What_concerns_measuring_alone_leaves_training_equal_and_nothing_else_does()
    {
        var suite = Ok(
            Read(
                """
                {
                  "seeds": [4, 5],
                  "rows": {
                    "A": "demo-rocl",
                    "measured": {
                      "recipe": "demo-rocl",
                      "evaluate": ["linear"],
                      "set": { "images.test": 5, "about": "x" }
                    },
                    "longer": { "recipe": "demo-rocl", "set": { "train.epochs": 5 } },
                    "A again": "demo-rocl"
                  }
                }
                """
            )
        );
        Assert.That(
            suite.Runs.Select(run => (run.Name, run.Donor?.Name)),
            Is.EqualTo(
                new[]
                {
                    ("A_seed=4", null),
                    ("measured_seed=4", "A_seed=4"),
                    ("longer_seed=4", null),
                    ("A_again_seed=4", "A_seed=4"),
                    ("A_seed=5", null),
                    ("measured_seed=5", "A_seed=5"),
                    ("longer_seed=5", null),
                    ("A_again_seed=5", "A_seed=5"),
                }
            )
        );
    }

    [TestCase("RoCL+rLE", "RoCL+rLE")]
    [TestCase("a/b c", "a-b_c")]
    [TestCase("..", "_..")]
    [TestCase("Größe", "Gr__e")]
    public void A_rows_folder_has_a_name_for_any_file_system(string name, string folder) =>
        Assert.That(new SuiteRow(name, "", []).Folder, Is.EqualTo(folder));

    [Test]
    public void A_row_that_names_another_names_its_run_of_the_same_seed_in_the_suites_folder()
    {
        var suite = Ok(
            Read(
                "{ \"seeds\": 2, \"rows\": { \"the first\": \"demo-supervised\", \"B\": { \"recipe\": "
                    + "\"demo-rocl\", \"set\": { \"evaluate.0.attack\": { \"use\": \"transfer\", \"from\": "
                    + "\"row:the first\" } } } } }"
            )
        );
        var runs = (suite with { Root = "out" }).Runs;
        Assert.That(
            runs.Where(run => run.Row.Name == "B")
                .Select(run => (string)run.Document["evaluate"]![0]!["attack"]!["from"]!),
            Is.EqualTo(new[] { 1, 2 }.Select(seed => Path.GetFullPath(Path.Combine("out", $"the_first_seed={seed}"))))
        );
        Assert.That(
            suite.Document.ToJsonString(),
            Does.Contain("row:the first"),
            "the suite itself does not depend on where it is run"
        );
    }
}
