using RoCL.Evaluations.FineTuning;
using RoCL.Evaluations.Linear;
using RoCL.Evaluations.Transfer;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>Protocols that give another protocol a part of the labels, or other data.</summary>
public sealed class OtherDataTests
{
    [Test]
    public void A_share_has_as_many_images_of_each_class_and_at_least_one()
    {
        var seen = new List<IImages>();
        new SemiSupervised(new SpyEvaluation(bench => seen.Add(bench.Train)), [0.001, 0.2, 1]).Evaluate(ToyBench.New());
        Assert.That(
            seen.Select(part => part.Labels!.data<long>().ToArray().CountBy(label => label).ToDictionary()),
            Is.EqualTo(
                new[] { 1, 4, 20 }.Select(each => new Dictionary<long, int>
                {
                    [0] = each,
                    [1] = each,
                    [2] = each,
                })
            )
        );
    }

    [Test]
    public void The_images_of_a_smaller_share_are_among_those_of_a_larger()
    {
        var seen = new List<float[]>();
        new SemiSupervised(new SpyEvaluation(bench => seen.Add(First(bench.Train))), [0.1, 0.4]).Evaluate(
            ToyBench.New()
        );
        Assert.That((seen[0].Length, seen[1].Length), Is.EqualTo((6, 24)));
        Assert.That(seen[0], Is.SubsetOf(seen[1]));
    }

    [Test]
    public void Conditions_and_protocol_say_the_share_and_all_test_images_are_measured_on()
    {
        var result = new SemiSupervised(new LinearEvaluation(Epochs: 40, Rate: 1), [0.05, 0.5]).Evaluate(
            ToyBench.New()
        );
        Assert.That(
            result.Conditions.Select(condition => (condition.Name, condition.Correct.Count(correct => correct))),
            Is.EqualTo(new[] { ("5 % of labels clean", 30), ("50 % of labels clean", 30) })
        );
        Assert.That(
            result.Protocol,
            Does.StartWith("semi-supervised, class-balanced: 5 % of labels, 3 of 60 images: linear evaluation: ")
                .And.Contains(" | 50 % of labels, 30 of 60 images: linear")
        );
    }

    [Test]
    public void One_percent_and_ten_of_the_labels_fine_tune_where_nothing_else_is_said() =>
        Assert.That(
            new SemiSupervised().Evaluate(ToyBench.New()).Conditions.Select(condition => condition.Name),
            Is.EqualTo(new[] { "1 % of labels clean", "10 % of labels clean" })
        );

    [Test]
    public void An_optimizer_and_a_rate_are_those_of_the_fine_tuning()
    {
        var optimizer = new RoCL.Optimizers.Standard.AdamW(Lr: 1e-3);
        var rate = new RoCL.Optimizers.Standard.OneCycle();
        double[] share = [0.5];
        var own = new SemiSupervised(Shares: share, Optimizer: optimizer, LearningRate: rate);
        var inner = new SemiSupervised(new FineTuning(Optimizer: optimizer, LearningRate: rate), share);
        var result = own.Evaluate(ToyBench.New());
        Assert.That(result.Protocol, Does.Contain("adamw").And.EqualTo(inner.Evaluate(ToyBench.New()).Protocol));
    }

    [Test]
    public void Its_attacks_are_those_of_its_protocol()
    {
        var attack = new RoCL.Attacks.Gradient.Fgsm();
        var tuned = new FineTuning(TestAttack: attack, Threats: [new LInf(0.1)]);
        Assert.That(new SemiSupervised(tuned).Planned, Is.EqualTo(tuned.Planned).And.Not.Empty);
    }

    [Test]
    public void A_part_of_the_labels_that_was_stopped_goes_on_to_the_same()
    {
        var protocol = new SemiSupervised(new FineTuning(Epochs: 3, Batch: 4, Rate: 0.1));
        var host = new ToyHost();
        var stopped = new ToyHost { StopAfter = 4 };
        var whole = protocol.Evaluate(ToyBench.New(host));
        Assert.Throws<OperationCanceledException>(() => protocol.Evaluate(ToyBench.New(stopped)));
        var rest = stopped.GoingOn();
        Assert.That(
            protocol.Evaluate(ToyBench.New(rest)).Conditions.Select(condition => condition.Correct),
            Is.EqualTo(whole.Conditions.Select(condition => condition.Correct))
        );
        Assert.That(rest.Kept, Is.EqualTo(host.Kept - 4));
    }

    [Test]
    public void Labels_are_demanded() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    new SemiSupervised().Evaluate(ToyBench.New(settings: "data.labelled=false"))
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0510")
        );

    [Test]
    public void Transfer_trains_and_measures_on_the_other_data()
    {
        var result = new TransferEvaluation(
            new ToyBrightness(Train: 12, Test: 9),
            new LinearEvaluation(Epochs: 40, Rate: 1)
        ).Evaluate(ToyBench.New());
        Assert.That(
            result.Conditions.Select(condition =>
                (condition.Name, condition.Correct.Count(correct => correct), condition.Images!.Count)
            ),
            Is.EqualTo(new[] { ("on toy-brightness clean", 9, 9L) })
        );
        Assert.That(
            result.Protocol,
            Is.EqualTo(
                "transfer to toy-brightness: linear evaluation: frozen encoder, 12 training images, 40 epochs of "
                    + "SGD; 9 test images"
            )
        );
    }

    [Test]
    public void The_other_data_can_be_given_a_name() =>
        Assert.That(
            new TransferEvaluation(new ToyBrightness(), new LinearEvaluation(Epochs: 1), "dusk")
                .Evaluate(ToyBench.New())
                .Conditions.Single()
                .Name,
            Is.EqualTo("on dusk clean")
        );

    [Test]
    public void Other_channels_are_refused() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    new TransferEvaluation(new ToyBrightness(Channels: 3), new FineTuning()).Evaluate(ToyBench.New())
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0512")
        );

    // The first pixel of each image, which tells it from others.
    private static float[] First(IImages images) =>
        images.Gather(arange(images.Count, ScalarType.Int64)).Images[.., 0, 0, 0].contiguous().data<float>().ToArray();
}
