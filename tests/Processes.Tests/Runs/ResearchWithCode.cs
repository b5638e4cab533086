using System.Text.Json;
using RoCL.Suites.Supervising;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>
/// The suite of all research methods, those of C# files compiled by the program: two steps of each.
/// </summary>
public sealed class ResearchWithCode
{
    private static readonly string[] Methods = ["a-infonce", "advcl", "air", "amoc", "atta", "fare", "profeat", "taro"];

    private static string Place(string file) => Places.InRepository("plugins", "research", file);

    [Test]
    public void Every_method_takes_two_steps_and_says_which_plugin_it_was_by()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        string[] plugins = [.. Methods.SelectMany(method => new[] { "--plugin", Place(method) })];
        string[] small =
        [
            Supervisor.Unrehearsed,
            "--device",
            "cpu",
            "--set",
            "encoder={\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}",
            "--set",
            "images={\"train\":16,\"test\":10}",
            "--set",
            "train={\"epochs\":1,\"batch\":8}",
            "--set",
            "evaluate=[]",
        ];
        var ended = rocl.Run(["run", Place("research.json"), "--out", "all", .. plugins, .. small]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        TookTwoSteps(rocl, "ACL", "nt-xent(a,b)", "nt-xent(adv.a,adv.b)");
        TookTwoSteps(rocl, "DynACL", "nt-xent(a,b)", "nt-xent(adv.a,adv.b)");
        TookTwoSteps(rocl, "DynACL++_probe", "cross-entropy(a)");
        TookTwoSteps(rocl, "DynACL++", "trades(a,adv)");
        TookTwoSteps(rocl, "AdvCL", "nt-xent(adv,a,b,high)", "cross-entropy(labelled)");
        TookTwoSteps(rocl, "TARO", "nt-xent(a,adv,adv2)");
        TookTwoSteps(rocl, "AIR", "air(a,b,image,adv.a,adv.b)");
        TookTwoSteps(rocl, "DynACL-AIR", "air(a,b,image,adv.a,adv.b)");
        TookTwoSteps(rocl, "A-InfoNCE", "a-infonce(a,b,adv)");
        TookTwoSteps(rocl, "A-InfoNCE__AdvCL", "a-infonce(a,b,high,adv)", "cross-entropy(labelled)");
        TookTwoSteps(rocl, "AMOC", "amoc(a,b@key,adv,adv@key)");
        TookTwoSteps(rocl, "ATTA", "cross-entropy(adv)");
        TookTwoSteps(rocl, "CutMix-AT", "trades(mixed,adv)");
        TookTwoSteps(rocl, "DeACL", "cos(a,a@teacher)", "cos(adv,a)");
        TookTwoSteps(rocl, "BYORL", "cos(adv,b@target)", "cos(adv2,a@target)");
        TookTwoSteps(rocl, "FARE", "squared-l2(adv,image@original)");
        TookTwoSteps(rocl, "ProFeAT", "cos(a,weak@clean)", "cos(a,weak@projected)", "cos(adv,a)", "cos(adv,a)#2");
        foreach (var row in new[] { "ACL", "DynACL", "AdvCL", "AIR" })
            Assert.That((string)rocl.Json($"all/{row}/recipe.json")["route"]!, Is.EqualTo("adv"), row);
        foreach (var method in Methods)
            Assert.That(PluginsOf(rocl, Row(method)), Has.Member(method));
    }

    private static string Row(string method) =>
        method switch
        {
            "a-infonce" => "A-InfoNCE",
            "advcl" => "AdvCL",
            "profeat" => "ProFeAT",
            _ => method.ToUpperInvariant(),
        };

    private static IEnumerable<string> PluginsOf(Rocl rocl, string row) =>
        rocl.Json($"all/{row}/environment.json")[0]!["plugins"]!.AsArray().Select(plugin => (string)plugin!["id"]!);

    private static void TookTwoSteps(Rocl rocl, string row, params string[] terms)
    {
        var steps = File.ReadLines(rocl[$"all/{row}/metrics.jsonl"])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.That(steps, Has.Count.EqualTo(2), row);
        Assert.That(steps.Select(step => step.GetProperty("loss").GetDouble()), Is.All.InRange(0, 1e3), row);
        Assert.That(steps.Select(step => step.GetProperty("gradientNorm").GetDouble()), Is.All.Positive, row);
        Assert.That(steps[0].GetProperty("terms").EnumerateObject().Select(term => term.Name), Is.EqualTo(terms), row);
    }
}
