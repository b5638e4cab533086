using System.Diagnostics;
using System.Text.RegularExpressions;
using Host.Tests.Plugins;

namespace Host.Tests.Runs;

/// <summary>What the README tells a plugin's author to type works.</summary>
[NonParallelizable]
public sealed class ReadmeTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Places.HostProject)!, "..", ".."));

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository, "README.md"));

    [Test]
    public void The_attack_of_ones_own_builds_and_runs_by_the_commands_that_stand_there()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["SignMomentum.cs"], Block("csharp"));
        File.WriteAllText(rocl["SignMomentum.csproj"], Block("xml").Replace("../RoCL.Plugins", Repository, StringComparison.Ordinal));
        using (var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-v", "quiet"]) { WorkingDirectory = rocl.Folder, RedirectStandardOutput = true })!)
        {
            var said = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            Assert.That(build.ExitCode, Is.Zero, said);
        }
        var command = Regex.Match(Text, "rocl (run demo-rocl --plugins bin/Release/net10.0) --set '(.+)'");
        Assert.That(command.Success, "the README says how to run it");
        var ended = rocl.Run([.. command.Groups[1].Value.Split(' '), "--out", "run", "--device", "cpu", .. Rocl.Tiny, "--set", command.Groups[2].Value, "--set", "evaluate=[]"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That((string?)rocl.Json("run/recipe.json")["views"]!["adv"]!["attack"]!["use"], Is.EqualTo("sign-momentum"));
    }

    private static string Block(string language) => Regex.Match(Text, $"```{language}\n(.+?)```", RegexOptions.Singleline).Groups[1].Value;
}
