using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of losses, losses that break it.</summary>
public sealed class BrokenLosses
{
    private const string One = "2 views of 2 images, 2 dimensions";

    private static readonly Broken<ILoss>[] All =
    [
        new(LossLaws.IsFinite, new Computes(views => (views[0] - views[1]).norm(1).log()), One, "not finite"),
        new(
            LossLaws.IsFinite,
            new Computes(views => (views[0] - views[1]).square().sum(1).sqrt()),
            One,
            "the gradient holds"
        ),
        new(
            LossLaws.IsFinite,
            new Computes(views => views[0] - views[1]),
            One,
            "Float32 [2, 2] came back for 2 images"
        ),
        new(
            LossLaws.HasItsOwnSlope,
            new Computes(views => (views[0].detach() - views[1]).square().sum(1)),
            One,
            "the gradient is 0 and the slope"
        ),
        new(
            LossLaws.HasItsOwnSlope,
            new Computes(views => (views[0] - views[1]).square().sum(1).detach()),
            One,
            "cut off"
        ),
        new(
            LossLaws.HasItsOwnSlope,
            new Computes(views => (views[0] + (views[0].sign() - views[0]).detach()).sum(1)),
            "2 views of 2 images",
            "and the slope 0"
        ),
        new(
            LossLaws.FollowsTheRows,
            new Computes(views => ((views[0] - views[1]).square().sum(1) * arange(1, views[0].shape[0] + 1)).sum()),
            "2 views of 2 images",
            "order 1 0"
        ),
        new(
            LossLaws.IsDeterministic,
            new Computes(views => (views[0] * views[1]).sum(1) + rand(1)),
            One,
            "a second time"
        ),
        new(LossLaws.IsDeterministic, OtherForEachInstance(), One, "made anew"),
        new(
            LossLaws.KeepsItsInputs,
            new Computes(views => views[0].sub_(views[1]).square().sum(1)),
            One,
            "the outputs before and after"
        ),
        new(LossLaws.KeepsItsInputs, new Relabels(), One, "the labels before and after"),
        new(
            LossLaws.LeavesNoTensor,
            new Computes(views => (views[0] * views[1]).DetachFromDisposeScope().sum(1)),
            One,
            "1 native tensors"
        ),
        new(
            LossLaws.TakesOneImage,
            new Computes(views => (views[0] - views[1]).square().sum(1) / views[0].std(0).sum()),
            "2 views of 2 images",
            "not finite"
        ),
        new(MixedLossLaws.HonoursMixing, new AddsThePartner(), One, "every image has the whole share"),
        new(AnchoredLossLaws.AddsUp, new SeesNoOthers(), One, "the first 1 and the others"),
        new(AnchoredLossLaws.AddsUp, new SeesNoOthers(Detached: true), One, "the gradient"),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<ILoss>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_loss() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(LossLaws.All));

    [Test]
    public void A_declared_stop_of_the_gradient_breaks_no_law() =>
        Assert.That(LossLaws.HasItsOwnSlope.Check(() => new StationaryTarget()), Is.InstanceOf<Verdict.Holds>());

    [Test]
    public void A_loss_may_refuse_some_cases_but_not_all()
    {
        ILoss TakingAtMost(int images) =>
            new Computes(views =>
                views[0].shape[0] <= images
                    ? (views[0] * views[1]).sum(1)
                    : throw new ProblemException(new("ROCL0301", "toy", "Too many images.", "Take fewer."))
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LossLaws.IsFinite.Check(() => TakingAtMost(2)), Is.InstanceOf<Verdict.Holds>());
            Assert.That(
                (LossLaws.IsFinite.Check(() => TakingAtMost(0)) as Verdict.Broken)?.Observation,
                Does.StartWith("every case was refused: ROCL0301")
            );
            Assert.That(LossLaws.TakesOneImage.Check(() => TakingAtMost(0)), Is.EqualTo(new Verdict.Holds(0)));
        }
    }

    private static Func<ILoss> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            var offset = created;
            created++;
            return new Computes(views => (views[0] * views[1]).sum(1) + offset);
        };
    }

    private sealed record Computes(Func<IReadOnlyList<Tensor>, Tensor> Loss) : IContrastiveLoss
    {
        public Tensor Of(IReadOnlyList<Tensor> views) => Loss(views);
    }

    private sealed record StationaryTarget : ILoss
    {
        public LossRequirement Requirement => new(Views: 2) { StopsGradient = true };

        public Tensor Of(LossInput input) => (input.Outputs[0].detach() - input.Outputs[1]).square().sum(1);
    }

    private sealed record AddsThePartner : ILoss
    {
        public LossRequirement Requirement => new(Views: 2) { HonoursMixing = true };

        public Tensor Of(LossInput input)
        {
            var loss = input.Outputs[0].sum(1) + 1;
            return input.MixOf(0) is { } mix ? loss + loss.index_select(0, mix.Partners) : loss;
        }
    }

    // Each image against the mean of all, or of those that are asked for.
    private sealed record SeesNoOthers(bool Detached = false) : IAnchoredLoss
    {
        public LossRequirement Requirement => new(Views: 2);

        public Tensor Of(LossInput input) => (input.Outputs[0] - input.Outputs[1].mean([0])).square().sum(1);

        public Tensor Of(LossInput input, long from, long count)
        {
            if (Detached)
                return (input.Outputs[0] - input.Outputs[1].detach().mean([0])).square().sum(1).narrow(0, from, count);
            return Of(new([.. input.Outputs.Select(view => view.narrow(0, from, count))]));
        }
    }

    private sealed record Relabels : ILoss
    {
        public LossRequirement Requirement => new(Views: 2, Labels: true);

        public Tensor Of(LossInput input)
        {
            input.Labels!.add_(1);
            return input.Outputs[0].sum(1);
        }
    }
}
