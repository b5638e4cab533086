namespace Suites.Tests.Rows;

/// <summary>What is said of mistakes in the files of suites.</summary>
public sealed class RefusingSuites
{
    private const string Rows = "\"rows\": { \"A\": \"demo-rocl\" }";

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
        var problem = SuiteText.Read(text).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.ToString(), Does.Contain(says).And.Contain("s.json"));
    }

    [Test]
    public void All_mistakes_are_reported_at_once()
    {
        const string text = """
            { "seed": 1, "seeds": 0, "grid": { "a": 1 }, "rows": { "A": "demo-rokl", "B": {} } }
            """;
        Assert.That(
            SuiteText.Read(text).Problems.Select(problem => problem.Code),
            Is.EquivalentTo(new[] { "ROCL0130", "ROCL0132", "ROCL0133", "ROCL0117", "ROCL0139" })
        );
    }
}
