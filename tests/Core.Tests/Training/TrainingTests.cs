using RoCL.Core.Models;
using Shared.Toys;

namespace Core.Tests.Training;

public sealed class TrainingTests
{
    private static readonly string[] Variants =
    [
        "forward=shared",
        "forward=per-term",
        "train.microBatch=8",
        "optimizer.use=lars",
        "views.adv.mode=train",
        "encoder=toy-dropout",
        "views.adv.perturb=[\"a\",\"b\"]",
        "views.adv.threat={\"l2\":0.5}",
        "normalize={\"mean\":[0.3],\"deviation\":[0.2]}",
        "views.adv.route=adv",
        "optimizer.lr={\"from\":0.1,\"to\":0}",
        "views.adv.threat.linf={\"from\":0,\"to\":\"8/255\",\"over\":\"training\"}",
    ];

    private static Toybox Box(string variant, params string[] settings) =>
        variant.Contains("[\"a\"", StringComparison.Ordinal)
            ? new([
                .. settings,
                variant,
                "views.adv.maximise.views=[\"adv.a\",\"adv.b\"]",
                "loss.0.views=[\"a\",\"b\",\"adv.a\"]",
                "loss.1.views=[\"adv.a\",\"adv.b\"]",
            ])
            : new([.. settings, variant]);

    // Both tests of a variant hold something against the same training.
    private readonly Dictionary<string, ToyTraining> _whole = [];

    private ToyTraining Whole(string variant)
    {
        if (!_whole.TryGetValue(variant, out var training))
        {
            using var box = Box(variant);
            training = box.TrainWhole();
            _whole.Add(variant, training);
        }
        return training;
    }

    [TestCaseSource(nameof(Variants))]
    public void The_same_seed_gives_the_same_weights_and_losses_to_the_bit(string variant)
    {
        using var other = Box(variant);
        var first = Whole(variant);
        var second = other.Train();
        Assert.That(
            first.Results.Select(result => (result.Loss, result.GradientNorm)),
            Is.EqualTo(second.Select(result => (result.Loss, result.GradientNorm)))
        );
        Assert.That(first.State, Is.EqualTo(other.State()).AsCollection);
    }

    [TestCaseSource(nameof(Variants))]
    public void A_training_cut_in_pieces_is_the_uninterrupted_one_to_the_bit(string variant)
    {
        using var resumed = Box(variant, "seed=1");
        resumed.GoesOnFrom(Whole(variant));
    }

    [Test]
    public void Where_the_recipe_lies_changes_nothing()
    {
        using var here = new Toybox();
        using var moved = Toybox.At("a/b/recipe.json");
        here.Train();
        moved.Train();
        Assert.That(moved.State(), Is.EqualTo(here.State()).AsCollection);
    }

    [Test]
    public void Another_seed_gives_other_weights()
    {
        using var one = new Toybox();
        using var other = new Toybox("seed=2");
        one.Train();
        other.Train();
        Assert.That(one.State(), Is.Not.EqualTo(other.State()).AsCollection);
    }

    [Test]
    public void Training_makes_the_loss_smaller()
    {
        using var box = new Toybox(
            "train.epochs=20",
            "loss=[{\"use\":\"toy-labels\",\"views\":[\"a\"],\"head\":\"classes\"}]",
            "heads.classes=toy-classifier",
            "views.adv=null"
        );
        var losses = box.Train().Select(result => result.Loss).ToList();
        Assert.That(losses.TakeLast(5).Average(), Is.LessThan(losses.Take(5).Average()));
    }

    [TestCase("eval")]
    [TestCase("train")]
    public void An_attack_leaves_weights_gradients_and_running_statistics_as_they_were(string mode)
    {
        using var attacked = new Toybox(
            $"views.adv.mode={mode}",
            "loss=[{\"use\":\"toy-contrast\",\"views\":[\"a\",\"b\"]}]"
        );
        using var calm = new Toybox("views.adv=null", "loss=[{\"use\":\"toy-contrast\",\"views\":[\"a\",\"b\"]}]");
        attacked.Train();
        calm.Train();
        Assert.That(attacked.State(), Is.EqualTo(calm.State()).AsCollection);
    }

    [Test]
    public void One_forward_pass_for_all_terms_is_not_one_for_each()
    {
        using var shared = new Toybox("forward=shared");
        using var single = new Toybox("forward=per-term");
        Assert.That(shared.Train(steps: 1)[0].Loss, Is.Not.EqualTo(single.Train(steps: 1)[0].Loss));
    }

    [Test]
    public void A_weight_scales_its_term_and_no_other()
    {
        using var box = new Toybox();
        var result = box.Train(steps: 1)[0];
        Assert.That(result.Loss, Is.EqualTo(result.Terms[0].Value + result.Terms[1].Value / 2).Within(1e-6));
    }

    [Test]
    public void A_term_over_micro_batches_is_the_mean_of_what_each_says_alone()
    {
        using var whole = new Toybox("loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b\"]}]", "views.adv=null");
        using var parts = new Toybox(
            "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b\"],\"over\":\"micro-batch\"}]",
            "train.microBatch=4",
            "views.adv=null"
        );
        using var contrast = new Toybox(
            "loss=[{\"use\":\"toy-contrast\",\"views\":[\"a\",\"b\"],\"over\":\"micro-batch\"}]",
            "train.microBatch=4",
            "views.adv=null"
        );
        Assert.That(
            parts.Train(steps: 1)[0].Loss,
            Is.EqualTo(whole.Train(steps: 1)[0].Loss).Within(1e-6),
            "a loss that falls apart into images does not notice"
        );
        Assert.That(
            contrast.Train(steps: 1)[0].Loss,
            Is.LessThan(Math.Log(16) - 0.5),
            "a contrastive one has fewer negatives"
        );
    }

    [Test]
    public void A_step_leaves_no_native_tensor_behind()
    {
        using var box = new Toybox("train.epochs=20");
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [Test]
    public void Saved_tensors_of_another_model_are_refused_and_nothing_changes()
    {
        using var box = new Toybox();
        using var other = new Toybox("heads.projector={\"use\":\"toy-head\",\"outputs\":4}");
        var before = box.State();
        var problem = box.Model.Restore(other.Copy(), "there").Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0610", "there")));
        Assert.That(
            problem.What,
            Does.Contain("heads.projector.weight is [4, 16] in the file and [8, 16] in the model")
        );
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Five_of_the_tensors_that_differ_are_reported_with_their_difference()
    {
        using var box = new Toybox();
        var saved = box.Copy();
        saved.Remove("encoder.conv1.weight");
        saved.Add("encoder.extra", zeros(2, 3));
        saved["encoder.bn1.bias"] = zeros(9);
        Assert.That(
            box.Model.Restore(saved, "there").Problems.Single().What,
            Is.EqualTo(
                "The saved weights are not those of this recipe's model: "
                    + "encoder.bn1.bias is [9] in the file and [16] in the model; encoder.conv1.weight [16, 1, 3, "
                    + "3] is not in the file; encoder.extra [2, 3] is not in the model."
            )
        );
        foreach (
            var name in new[] { "encoder.bn1.weight", "encoder.bn2.bias", "encoder.bn2.weight", "encoder.conv2.weight" }
        )
        {
            saved.Remove(name);
        }

        Assert.That(box.Model.Restore(saved, "there").Problems.Single().What, Does.EndWith("; and 2 more."));
    }
}
