using System.Text.Json;
using Host.Tests.Plugins;

namespace Host.Tests.Runs;

/// <summary>Later methods that are a recipe and C# files beside it: compiled by the program and trained for two steps.</summary>
public sealed class ResearchWithCode
{
    private static readonly string[] Small =
    [
        "--device", "cpu", "--set", "encoder={\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}", "--set", "images={\"train\":64,\"test\":20}", "--set", "train={\"epochs\":1,\"batch\":32}",
    ];

    private static readonly string[] Methods = ["advcl", "air", "taro"];

    private static string Place(string file) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Places.HostProject)!, "..", "..", "plugins", "research", file));

    [Test]
    public void All_of_them_take_two_steps_each_by_its_own_plugin()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        string[] plugins = [.. Methods.SelectMany(method => new[] { "--plugin", Place(method) })];
        var ended = rocl.Run(["run", .. Methods.Select(method => Place($"{method}/{method}.json")), "--out", "all", .. plugins, .. Small, "--set", "evaluate=[]"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        TookTwoSteps(rocl, "advcl", "nt-xent(adv,a,b,high)", "cross-entropy(labelled)");
        TookTwoSteps(rocl, "air", "air(a,b,image,adv.a,adv.b)");
        TookTwoSteps(rocl, "taro", "nt-xent(a,adv,adv2)");
        foreach (var method in Methods)
            Assert.That(rocl.Json($"all/{method}/environment.json")[0]!["plugins"]!.AsArray().Select(plugin => (string)plugin!["id"]!), Has.Member(method));
    }

    [Test]
    public void The_suite_of_all_six_is_planned_row_by_row()
    {
        using var rocl = new Rocl();
        string[] plugins = [.. Methods.SelectMany(method => new[] { "--plugin", Place(method) })];
        var ended = rocl.Run(["run", Place("research.json"), .. plugins, "--plan", .. Small, "--set", "evaluate=[]"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(new[] { "ACL", "DynACL", "AdvCL", "TARO", "AIR", "DeACL" }.Where(row => !ended.Output.Contains($"| {row} ", StringComparison.Ordinal)), Is.Empty, ended.Output);
    }

    private static void TookTwoSteps(Rocl rocl, string method, params string[] terms)
    {
        var steps = File.ReadLines(rocl[$"all/{method}/metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(steps, Has.Count.EqualTo(2));
        Assert.That(steps.Select(step => step.GetProperty("loss").GetDouble()), Is.All.InRange(0, 1e3));
        Assert.That(steps.Select(step => step.GetProperty("gradientNorm").GetDouble()), Is.All.Positive);
        Assert.That(steps[0].GetProperty("terms").EnumerateObject().Select(term => term.Name), Is.EqualTo(terms));
    }
}
