using System.Text.RegularExpressions;
using Processes.Tests.Runs;
using RoCL.Host.CommandLine;
using RoCL.Plugins.Templates;
using RoCL.Runs.Reporting;
using Spectre.Console.Testing;

namespace Processes.Tests.New;

/// <summary><c>rocl new</c>: from nothing to a plugin that runs.</summary>
public sealed class Beginning
{
    [Test]
    public void One_file_runs_by_the_command_that_is_printed()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        var written = rocl.Run("new", "attack", "my-attack");
        Assert.That(written.Code, Is.Zero, written.ToString());
        Assert.That(rocl.Files(), Is.EquivalentTo(new[] { "MyAttack.cs", "editors.rocl.csproj" }));
        var command = Regex.Match(written.Output, "rocl (run .+)").Groups[1].Value;
        var ended = rocl.Run([.. command.Split(' '), "--out", "run", "--device", "cpu", .. Templating.TwoSteps]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That((string?)rocl.Json("run/recipe.json")["views"]!["adv"]!["attack"]!["use"], Is.EqualTo("my-attack"));
        Assert.That(File.ReadAllLines(rocl["run/metrics.jsonl"]), Has.Length.EqualTo(2));
    }

    [Test]
    public void Every_kind_keeps_its_contract_and_builds_for_an_editor()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        foreach (var kind in Template.Kinds)
            Printed(kind, $"my-{kind}", rocl["lab"]);
        var checkedNow = rocl.Run("check", "lab", "--cases", "1");
        Assert.That(checkedNow.Code, Is.Zero, checkedNow.ToString());
        Dotnet.In(rocl["lab"], "build", "-v", "quiet", "-warnaserror");
        File.AppendAllText(rocl["lab/MyLoss.cs"], "nonsense");
        Assert.That(
            Dotnet.Run(rocl["lab"], "build", "-v", "quiet", "--no-restore").Output,
            Does.Match(@"MyLoss\.cs\(\d+,\d+\): error CS")
        );
    }

    /// <summary>What <c>rocl new</c> prints for a kind.</summary>
    internal static string Printed(string kind, string name, string folder)
    {
        var console = new TestConsole();
        var error = new StringWriter();
        console.Profile.Width = 500;
        Assert.That(
            new NewVerb(console, new ErrorOutput(error)).Run(new(kind, name, Project: false, folder)),
            Is.Zero,
            error.ToString()
        );
        return console.Output;
    }
}
