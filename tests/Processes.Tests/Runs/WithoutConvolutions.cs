using System.Text.Json.Nodes;

namespace Processes.Tests.Runs;

/// <summary>
/// The demonstration with a vision transformer: nothing on the way assumes convolutions or batch
/// normalisation.
/// </summary>
public sealed class WithoutConvolutions
{
    private static readonly string[] TwoSteps =
    [
        "--no-supervisor",
        "--device",
        "cpu",
        "--set",
        "encoder={\"use\":\"vit\",\"patch\":7,\"width\":32,\"depth\":2,\"heads\":2}",
        "--set",
        "images={\"train\":128,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":64}",
        "--set",
        "views.adv.attack.iterations=1",
        "--set",
        "optimizer.groups=[{\"match\":\"*.norm*|*.bias|*.pos_embed|*.cls_token\",\"weightDecay\":0}]",
        "--set",
        "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
        "--set",
        "evaluate.0.epochs=2",
        "--set",
        "evaluate.0.attack.iterations=2",
        "--set",
        "evaluate.0.attack.relativeStep=0.5",
        "--set",
        "masking.images=2",
    ];

    [Test]
    public void A_vision_transformer_trains_is_evaluated_under_attack_and_goes_on_to_the_same_bits()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run(["run", "demo-rocl", "--out", "whole", .. TwoSteps]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var summary = rocl.Json("whole/summary.json");
        Assert.That(File.ReadAllLines(rocl["whole/metrics.jsonl"]), Has.Length.EqualTo(2));
        Assert.That(summary["evaluations"]![0]!["conditions"]!.AsArray(), Has.Count.EqualTo(3));

        // What a stopped run has left: the checkpoint after the first step.
        Directory.Move(rocl["whole"], rocl["pieces"]);
        Directory.Delete(rocl["pieces/checkpoints/step-00000002"], recursive: true);
        Directory.Delete(rocl["pieces/evaluations"], recursive: true);
        File.Delete(rocl["pieces/summary.json"]);
        var resumed = rocl.Run("run", "pieces");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        var after = rocl.Json("pieces/summary.json");
        Assert.That((string?)after["weights"], Is.EqualTo((string?)summary["weights"]));
        Assert.That(Accuracies(after), Is.EqualTo(Accuracies(summary)));
    }

    [Test]
    public void A_route_is_refused_since_there_is_no_batch_norm_and_a_patch_that_leaves_a_rest_with_its_divisors()
    {
        using var rocl = new Rocl();
        var routed = rocl.Run(["run", "demo-rocl", "--out", "routed", .. TwoSteps, "--set", "views.adv.route=adv"]);
        Assert.That(routed.Code, Is.Not.Zero);
        Assert.That(routed.Error, Does.Contain("error ROCL0141 demo-rocl.json: views.adv.route"));

        var patched = rocl.Run(["run", "demo-rocl", "--out", "patched", .. TwoSteps, "--set", "encoder.patch=5"]);
        Assert.That(patched.Code, Is.Not.Zero);
        Assert.That(patched.Error, Does.Contain("error ROCL0160").And.Contain("2, 4, 7, 14, 28"));
    }

    private static IEnumerable<string> Accuracies(JsonNode summary) =>
        summary["evaluations"]![0]!["conditions"]!
            .AsArray()
            .Select(condition => $"{condition!["name"]}: {condition["accuracy"]} {condition["perClass"]}");
}
