using RoCL.Core.Training;
using Shared.Ranks;
using Shared.Toys;

namespace Core.Tests.Ranks;

/// <summary>Steps that several ranks take together.</summary>
public sealed class StepsOverRanksTests
{
    private const double Relative = 1e-5;

    private static readonly string[] Common = ["train.batch=12", "train.epochs=2", "optimizer.lr=0.01"];

    [TestCase("forward=per-term")]
    [TestCase("forward=per-view")]
    [TestCase("train.microBatch=2")]
    [TestCase("train.microBatch=4")]
    [TestCase("train.chunk=2", "optimizer.groups=[{\"match\":\"*\",\"mode\":\"eval\"}]")]
    [TestCase("views.adv.route=adv")]
    [TestCase("views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b\"]}")]
    [TestCase("optimizer.groups=[{\"match\":\"*\",\"mode\":\"eval\"}]")]
    [TestCase("optimizer.groups=[{\"match\":\"encoder.*\",\"frozen\":true}]")]
    public void Three_ranks_train_as_one_process_does(params string[] settings) =>
        TrainsAsOneProcess(3, [.. Common, .. settings]);

    [Test]
    public void A_micro_batch_that_reaches_over_two_of_four_ranks_is_attacked_as_in_one_process() =>
        TrainsAsOneProcess(4, [.. Common, "train.batch=16", "train.microBatch=8"]);

    private static void TrainsAsOneProcess(int world, string[] settings)
    {
        using var whole = new Toybox(settings);
        using var ranks = new RankBoxes(world, settings);
        var expected = whole.Train(steps: 2);
        var found = ranks.Train(2);
        Assert.That(found.Select(step => step.Loss), Is.EqualTo(expected.Select(step => step.Loss)).Within(Relative));
        foreach (var (name, weight) in whole.Model.Parameters.Concat(whole.Model.Buffers))
        {
            var difference = Length(ranks[0].Model.State[name] - weight);
            Assert.That(difference, Is.LessThan(Relative * (1 + Length(weight))), name);
        }
        ranks.RequireEqualBits();
    }

    [TestCase("ranks.batchNorm=sync")]
    [TestCase("ranks.batchNorm=local")]
    public void The_same_bits_come_from_run_to_run_on_all_ranks(string setting)
    {
        using var first = new RankBoxes(2, [.. Common, setting]);
        using var second = new RankBoxes(2, [.. Common, setting]);
        first.Train(3);
        second.Train(3);
        first.RequireEqualBits();
        Assert.That(second[1].State(), Is.EqualTo(first[0].State()).AsCollection);
    }

    [Test]
    public void In_bfloat16_ranks_have_the_same_bits_and_nearly_the_loss_of_one_process()
    {
        string[] settings = [.. Common, "precision=fast"];
        using var whole = new Toybox(settings);
        using var ranks = new RankBoxes(2, settings);
        var expected = whole.Train(steps: 1)[0];
        var found = ranks.Train(1)[0];
        Assert.That(found.Loss, Is.EqualTo(expected.Loss).Within(2).Percent);
        Assert.That(found.GradientNorm, Is.EqualTo(expected.GradientNorm).Within(5).Percent);
        ranks.RequireEqualBits();
    }

    [Test]
    public void A_run_over_ranks_that_was_cut_goes_on_to_the_same_bits()
    {
        using var whole = new RankBoxes(2, Common);
        using var begun = new RankBoxes(2, Common);
        using var resumed = new RankBoxes(2, Common);
        whole.Train(4);
        begun.Train(2);
        resumed.Restore(begun[0]);
        resumed.Train(2, first: 2);
        Assert.That(resumed[1].State(), Is.EqualTo(whole[0].State()).AsCollection);
    }

    [Test]
    public void Views_that_a_result_keeps_are_those_of_all_ranks()
    {
        using var whole = new Toybox(Common);
        using var boxes = new RankBoxes(2, Common);
        using var expected = Taken(whole).Views!;
        var kept = boxes.Do(box => Taken(box).Views!);
        foreach (var views in kept)
        {
            Assert.That(views.Images["a"].allclose(expected.Images["a"]));
            Assert.That(views.Labels!.equal(expected.Labels!).all().item<bool>());
            views.Dispose();
        }
    }

    [Test]
    public void Batch_norm_that_is_not_synchronised_has_the_mean_of_all_running_statistics()
    {
        using var boxes = new RankBoxes(2, [.. Common, "ranks.batchNorm=local"]);
        using var synchronised = new RankBoxes(2, Common);
        boxes.Train(1);
        synchronised.Train(1);
        var local = boxes[0].Model.State["encoder.bn1.running_mean"];
        // The mean of the means of two halves is the mean of all; of variances that is not so.
        Assert.That(local.allclose(synchronised[0].Model.State["encoder.bn1.running_mean"], atol: 1e-6));
        Assert.That(local.abs().sum().item<float>(), Is.GreaterThan(0));
    }

    [TestCase("ranks.batchNorm=sync")]
    [TestCase("ranks.batchNorm=local")]
    public void Steps_leave_no_native_tensor_behind(string setting)
    {
        string[] settings = [.. Common, setting, "train.epochs=20"];
        using var boxes = new RankBoxes(2, settings);
        boxes.Train(2);
        var before = RankBoxes.Tensors();
        boxes.Train(4, first: 2);
        Assert.That(RankBoxes.Tensors() - before, Is.Zero);
    }

    private static double Length(Tensor tensor) => tensor.to(ScalarType.Float64).norm().item<double>();

    private static StepResult Taken(Toybox box) =>
        TrainingLoop.Take(box.Plan, box.Data, box.Model, box.Plan.StepAt(0), kept: ["a"]);
}
