using System.Text.Json.Nodes;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>Suites as files: what they say.</summary>
public sealed class Reading
{
    [Test]
    public void Settings_of_all_rows_come_first_then_those_of_the_row_and_objects_merge_with_what_is_there()
    {
        var suite = SuiteText
            .Read(
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
            .ValueOrThrow();
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
        var suite = SuiteText
            .Read(
                """
                {
                  "evaluate": ["linear"],
                  "rows": { "A": "demo-rocl", "B": { "recipe": "demo-rocl", "evaluate": [] } }
                }
                """
            )
            .ValueOrThrow();
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
            var suite = SuiteText
                .Read("""{ "rows": { "A": "mine", "B": "./mine.json", "C": "demo-simclr" } }""", folder)
                .ValueOrThrow();
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
        var suite = SuiteText
            .Read(
                """
                { "suite": "s", "seeds": 2, "grid": { "optimizer.lr": [0.1, 0.2] }, "rows": { "A/1": "demo-rocl" } }
                """
            )
            .ValueOrThrow();
        var again = new SuiteReader("s.json", "s.json", Variation.None).Read(suite.Document).ValueOrThrow();
        Assert.That(JsonNode.DeepEquals(again.Document, suite.Document));
        Assert.That(
            again.Runs.Select(run => run.Name),
            Is.EqualTo(new[] { "A-1_lr=0.1_seed=1", "A-1_lr=0.2_seed=1", "A-1_lr=0.1_seed=2", "A-1_lr=0.2_seed=2" })
        );
    }

    [Test]
    public void What_concerns_measuring_alone_leaves_training_equal_and_nothing_else_does()
    {
        var suite = SuiteText
            .Read(
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
            .ValueOrThrow();
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
        var suite = SuiteText
            .Read(
                "{ \"seeds\": 2, \"rows\": { \"the first\": \"demo-supervised\", \"B\": { \"recipe\": "
                    + "\"demo-rocl\", \"set\": { \"evaluate.0.attack\": { \"use\": \"transfer\", \"from\": "
                    + "\"row:the first\" } } } } }"
            )
            .ValueOrThrow();
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
