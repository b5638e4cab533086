using System.Text.Json;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>Later methods that are a recipe and nothing else.</summary>
public sealed class ResearchWithoutCode
{
    private static readonly string[] Small =
    [
        "--device",
        "cpu",
        "--set",
        "encoder={\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}",
        "--set",
        "images={\"train\":64,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":32}",
    ];

    private static string Place(string file) => Places.InRepository("plugins", "research", file);

    [Test]
    public void A_teacher_and_its_student_are_one_command()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            Place("deacl/deacl-suite.json"),
            "--out",
            "both",
            .. Small,
            "--set",
            "evaluate=[]",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        TookTwoSteps(rocl, "both/DeACL", "cos(a,a@teacher)", "cos(adv,a)");
        var teacher = rocl.Json("both/DeACL/environment.json")[0]!["models"]!.AsArray().Single()!;
        Assert.That((string)teacher["path"]!, Is.EqualTo(rocl["both/SimCLR"]));
        Assert.That((string)teacher["weights"]!, Is.EqualTo((string)rocl.Json("both/SimCLR/summary.json")["weights"]!));
    }

    private static void TookTwoSteps(Rocl rocl, string run, params string[] terms)
    {
        var steps = File.ReadLines(rocl[$"{run}/metrics.jsonl"])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.That(steps, Has.Count.EqualTo(2));
        Assert.That(steps.Select(step => step.GetProperty("loss").GetDouble()), Is.All.InRange(0, 1e3));
        Assert.That(steps.Select(step => step.GetProperty("gradientNorm").GetDouble()), Is.All.Positive);
        Assert.That(steps[0].GetProperty("terms").EnumerateObject().Select(term => term.Name), Is.EqualTo(terms));
    }
}
