namespace Processes.Tests.Runs;

/// <summary>
/// Strangers' threat model, monitor, teacher, mixing, loss and attack with states, optimizer and
/// learning rate, one C# file each, in one training: checked, trained and evaluated with, gone on
/// with to the same bits, and refused where they cannot work.
/// </summary>
public sealed class StrangersOfEachKind
{
    private static readonly string[] Command =
    [
        "run",
        "demo-rocl",
        "--no-supervisor",
        "--device",
        "cpu",
        "--plugin",
        "lab",
        "--set",
        "images={\"train\":128,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":64}",
        "--set",
        "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
        "--set",
        "masking.images=0",
        "--set",
        "views.m={\"mix\":\"a\",\"by\":\"halves\"}",
        "--set",
        "views.adv.attack=further",
        "--set",
        "views.adv.threat.use=rows",
        "--set",
        "teachers.target={\"use\":\"halfway\",\"head\":\"projector\",\"mode\":\"train\"}",
        "--set",
        "weights=target",
        "--set",
        "loss.1={\"use\":\"moving-centre\",\"views\":[\"adv\"]}",
        "--set",
        "loss.2={\"use\":\"nt-xent\",\"views\":[\"m\",\"b\"]}",
        "--set",
        "loss.3={\"use\":\"cos\",\"views\":[\"a\",\"b@target\"]}",
        "--set",
        "optimizer={\"use\":\"rms-steps\",\"lr\":0.01,\"clip\":1,\"groups\":[{\"match\":\"heads.*\",\"lr\":0.02}]}",
        "--set",
        "learningRate=straight-down",
        "--set",
        "evaluate=[{\"use\":\"linear\",\"epochs\":1,\"optimizer\":\"rms-steps\",\"learningRate\":\"straight-down\","
            + "\"attack\":{\"use\":\"pgd\",\"iterations\":2,\"relativeStep\":0.5},"
            + "\"threats\":[{\"linf\":\"8/255\"},{\"use\":\"rows\",\"epsilon\":0.2},{\"use\":\"l0\",\"pixels\":3}]}]",
    ];

    private static readonly string[] Watched =
    [
        "--set",
        "monitors.mine={\"use\":\"norms\",\"images\":10,\"views\":[\"a\",\"b@features\"],\"every\":\"1 step\"}",
        "--set",
        "monitors.probe={\"use\":\"online-accuracy\",\"images\":20,\"k\":3,\"threat\":{\"linf\":\"8/255\"},"
            + "\"attack\":{\"use\":\"pgd\",\"iterations\":2,\"relativeStep\":0.5}}",
    ];

    [Test]
    public void Are_checked_trained_and_evaluated_with_and_gone_on_with_to_the_same_bits()
    {
        using var rocl = Begin();
        var held = rocl.Run("check", "lab", "--cases", "4");
        Assert.That(held.Code, Is.Zero, held.ToString());
        Assert.That(held.Output, Does.Contain("holds   begins with the same state each time"));

        var ended = rocl.Run([.. Command, "--out", "whole", .. Watched]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            ended.Output,
            Does.Contain("linf 8/255").And.Contain("rows 51/255").And.Contain("l0 3"),
            "threat models as tables name them"
        );
        Assert.That(File.ReadAllText(rocl["whole/log.jsonl"]), Does.Contain("The state of losses and attacks takes"));
        var recipe = rocl.Json("whole/recipe.json");
        Assert.That((double)recipe["views"]!["adv"]!["threat"]!["epsilon"]!, Is.EqualTo(0.1));
        Assert.That((double)recipe["teachers"]!["target"]!["part"]!, Is.EqualTo(0.5));
        var summary = rocl.Json("whole/summary.json");
        Assert.That((string)summary["evaluations"]![0]!["protocol"]!, Does.Contain("epochs of rms-steps"));
        var weights = (string)summary["weights"]!;
        var lines = MeasuredLines(rocl);

        // A monitor changes no digit.
        var plain = rocl.Run([.. Command, "--out", "plain", "--set", "evaluate=[]"]);
        Assert.That(plain.Code, Is.Zero, plain.ToString());
        Assert.That((string)rocl.Json("plain/summary.json")["weights"]!, Is.EqualTo(weights));

        // What a stopped run has left: the checkpoint after the first step.
        var saved = File.ReadAllBytes(rocl["whole/checkpoints/step-00000002/model.safetensors"]);
        Directory.Move(rocl["whole"], rocl["pieces"]);
        Directory.Delete(rocl["pieces/checkpoints/step-00000002"], recursive: true);
        File.Delete(rocl["pieces/summary.json"]);
        var resumed = rocl.Run("run", "pieces", "--plugin", "lab");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That(File.ReadAllText(rocl["pieces/metrics.jsonl"]), Is.EqualTo(lines));
        Assert.That((string)rocl.Json("pieces/summary.json")["weights"]!, Is.EqualTo(weights));
        Assert.That(
            File.ReadAllBytes(rocl["pieces/checkpoints/step-00000002/model.safetensors"]),
            Is.EqualTo(saved),
            "the states of optimizer, loss and attack, and the teacher, too"
        );
    }

    [Test]
    public void Are_refused_all_at_once_where_they_cannot_work_before_anything_is_trained()
    {
        using var rocl = Begin();
        var ended = rocl.Run([
            .. Command,
            "--out",
            "run",
            "--set",
            "loss.2={\"use\":\"cos\",\"views\":[\"m\",\"b\"]}",
            "--set",
            "evaluate.0.attack={\"use\":\"autoattack\"}",
            "--set",
            "evaluate.1={\"use\":\"linear\",\"attack\":\"further\",\"threats\":[{\"linf\":0.1}]}",
        ]);
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(
            ended.Error,
            Does.Contain("error ROCL0190 demo-rocl.json: loss.2.views: ")
                .And.Contain("error ROCL0390 demo-rocl.json: evaluate.0.attack (Attacks.AutoAttack/autoattack")
                .And.Contain("rows 51/255")
                .And.Contain("error ROCL0376 demo-rocl.json: evaluate.1.attack (lab/further")
        );
        Assert.That(Directory.Exists(rocl["run/checkpoints"]), Is.False);
    }

    [Test]
    public void A_threat_model_is_refused_where_its_projection_moves_its_own_points()
    {
        using var rocl = Begin();
        var faulty = StrangersFiles.Rows.Replace("moved.maximum(", "(0.9 * moved).maximum(", StringComparison.Ordinal);
        File.WriteAllText(rocl["lab/Rows.cs"], faulty);
        var ended = rocl.Run([.. Command, "--out", "run"]);
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(ended.Error, Does.Contain("error ROCL0394 demo-rocl.json: views.adv.threat (lab/rows"));
        Assert.That(rocl.Run("check", "lab/Rows.cs", "--cases", "8").Code, Is.Not.Zero);
    }

    private static Rocl Begin()
    {
        var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        Directory.CreateDirectory(rocl["lab"]);
        foreach (var (path, text) in StrangersFiles.InFolder("lab"))
            File.WriteAllText(rocl[path], text);
        return rocl;
    }

    // The lines of the two steps, which have what monitors measured; `show` has the last of it.
    private static string MeasuredLines(Rocl rocl)
    {
        var lines = File.ReadAllLines(rocl["whole/metrics.jsonl"]);
        Assert.That(lines, Has.Length.EqualTo(2).And.All.Contains("cos(a,b@target)"));
        Assert.That(lines, Is.All.Contains("\"mine\":{\"features\":"), "after each step");
        Assert.That(lines[0], Does.Not.Contain("\"probe\""));
        Assert.That(lines[1], Does.Contain("\"probe\":{\"PGD-2 (relativeStep 0.5) linf 8/255\":"), "after the epoch");
        Assert.That(lines[1], Does.Contain("\"learningRate\":0.005"));
        Assert.That(
            rocl.Run("show", "whole").Output,
            Does.Contain("whole: monitor mine after step 1: features ")
                .And.Contain("whole: monitor probe after step 1: PGD-2 (relativeStep 0.5) linf 8/255 ")
        );
        return File.ReadAllText(rocl["whole/metrics.jsonl"]);
    }
}
