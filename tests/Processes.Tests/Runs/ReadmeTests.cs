using System.Text.RegularExpressions;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>What the README tells a plugin's author to type works.</summary>
[NonParallelizable]
public sealed class ReadmeTests
{
    private static readonly string Repository = Places.InRepository();

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository, "README.md"));

    [Test]
    public void The_attack_of_ones_own_runs_by_the_commands_that_stand_there()
    {
        using var rocl = new Rocl();
        var write = Command("new attack .+");
        var run = Command("run demo-rocl --plugin .+");
        Assert.That(rocl.Run(write), Has.Property(nameof(Ended.Code)).Zero);
        var written = File.ReadAllText(rocl["SignMomentum.cs"]);
        File.WriteAllText(rocl["SignMomentum.cs"], Block("csharp"));
        var ended = rocl.Run([.. run, "--out", "run", "--device", "cpu", .. Rocl.Tiny, "--set", "evaluate=[]"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            (string?)rocl.Json("run/recipe.json")["views"]!["adv"]!["attack"]!["use"],
            Is.EqualTo("sign-momentum")
        );
        Assert.That(
            written,
            Does.Contain("[Component(\"sign-momentum\""),
            "what the first command writes has the name that the second one uses"
        );
    }

    private static string[] Command(string pattern) =>
        Regex.Match(Text, $"^rocl ({pattern})$", RegexOptions.Multiline) is { Success: true } command
            ? command.Groups[1].Value.Split(' ')
            : throw new AssertionException($"the README has no line: rocl {pattern}");

    private static string Block(string language) =>
        Regex.Match(Text, $"```{language}\n(.+?)```", RegexOptions.Singleline).Groups[1].Value;
}
