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
    public void Every_kind_runs_from_a_folder_of_files_keeps_its_contract_and_builds_for_an_editor()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        var settings = Template
            .Kinds.Where(kind => !IsStateful(kind))
            .Select(kind =>
                Regex.Match(Printed(kind, $"my-{kind}", rocl["lab"]), "--set (.+)").Groups[1].Value.Trim('\'')
            )
            .ToList();
        Assert.That(settings, Has.Count.EqualTo(14));
        foreach (var kind in Template.Kinds.Where(IsStateful))
            Printed(kind, $"my-{kind}", rocl["lab"]);
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--plugin",
            "lab",
            "--out",
            "run",
            "--device",
            "cpu",
            .. Templating.TwoSteps.SkipLast(4),
            "--set",
            "evaluate=[\"nearest-neighbours\"]",
            "--set",
            "evaluate.1={\"use\":\"linear\",\"epochs\":1,\"threats\":[]}",
            .. settings
                .Select(setting => setting.Replace("evaluate.0.", "evaluate.1.", StringComparison.Ordinal))
                .Select(InTheEvaluation)
                .SelectMany(setting => new[] { "--set", setting }),
            "--set",
            "loss.1={\"use\":\"my-stateful-loss\",\"views\":[\"adv\",\"b\"]}",
            "--set",
            "views.adv={\"perturb\":\"a\",\"attack\":\"my-stateful-attack\",\"threat\":{\"linf\":\"8/255\"},"
                + "\"maximise\":{\"use\":\"my-stateful-loss\",\"views\":[\"adv\",\"b\"]}}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("my-loss(a,b)").And.Contain("my-evaluation").And.Contain("shifted 2"));
        var checkedNow = rocl.Run("check", "lab", "--cases", "1");
        Assert.That(checkedNow.Code, Is.Zero, checkedNow.ToString());
        Dotnet.In(rocl["lab"], "build", "-v", "quiet", "-warnaserror");
        File.AppendAllText(rocl["lab/MyLoss.cs"], "nonsense");
        Assert.That(
            Dotnet.Run(rocl["lab"], "build", "-v", "quiet", "--no-restore").Output,
            Does.Match(@"MyLoss\.cs\(\d+,\d+\): error CS")
        );
    }

    // A state is kept for terms and views alone.
    private static bool IsStateful(string kind) => kind.StartsWith("stateful-", StringComparison.Ordinal);

    // SimCLR attacks no view: attack and threat model work in its evaluation. The losses of the
    // templates honour no mixing: the mixed view is one more.
    private static string InTheEvaluation(string setting) =>
        setting
            .Replace("views.adv.attack.use=", "evaluate.1.attack=", StringComparison.Ordinal)
            .Replace("views.adv.threat.use=", "evaluate.1.threats.0=", StringComparison.Ordinal)
            .Replace("views.b=", "views.mixed=", StringComparison.Ordinal);

    private static string Printed(string kind, string name, string folder)
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
