using System.Text;

namespace Processes.Tests.Runs;

/// <summary>Files of other encodings at the real program: one message, nothing written.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RefusingEncodings
{
    private const string Recipe = """{ "extends": "demo-rocl", "about": "café" }""";
    private const string Suite = """{ "rows": { "café": { "recipe": "demo-rocl" } } }""";
    private const string Heir = """{ "extends": "latin.json" }""";

    [TestCase("run", "latin.json")]
    [TestCase("run", "heir.json")]
    [TestCase("run", "suite.json")]
    [TestCase("check", "latin.json")]
    [TestCase("run", "wide.json")]
    public void A_recipe_or_a_suite_that_is_not_utf8_is_refused(params string[] command)
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["latin.json"], Recipe, Encoding.Latin1);
        File.WriteAllText(rocl["suite.json"], Suite, Encoding.Latin1);
        File.WriteAllText(rocl["wide.json"], Recipe, Encoding.Unicode);
        File.WriteAllText(rocl["heir.json"], Heir);
        var before = rocl.Files().ToList();
        var ended = rocl.Run([.. command, .. command[0] == "run" ? new[] { "--no-supervisor" } : []]);
        var named = command[1] == "heir.json" ? "latin.json" : command[1];
        Assert.That((ended.Code, ended.ErrorLines.Length), Is.EqualTo((3, 1)), ended.ToString());
        Assert.That(ended.ErrorLines[0], Does.StartWith($"error ROCL0148 {named}"));
        Assert.That(rocl.Files(), Is.EqualTo(before), "nothing half written");
    }

    [Test]
    public void A_byte_order_mark_of_utf8_is_passed_over()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["marked.json"], Recipe, Encoding.UTF8);
        var ended = rocl.Run("check", "marked.json");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
    }
}
