using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>A loss for each law, that breaks it.</summary>
public sealed class BrokenLosses
{
    private const string One = "2 views of 1 images, 2 dimensions";
    private static int _calls;

    private static readonly Broken<ILoss>[] All =
    [
        new(LossLaws.IsFinite, new Of(views => (views[0] - views[1]).norm(1).log()), One, "not finite"),
        new(
            LossLaws.IsFinite,
            new Of(views => (views[0] - views[1]).square().sum(1).sqrt()),
            One,
            "the gradient holds"
        ),
        new(LossLaws.IsFinite, new Of(views => views[0] - views[1]), One, "Float32 [1, 2] came back for 1 images"),
        new(
            LossLaws.HasItsOwnSlope,
            new Of(views => (views[0].detach() - views[1]).square().sum(1)),
            One,
            "the gradient is 0 and the slope"
        ),
        new(LossLaws.HasItsOwnSlope, new Of(views => (views[0] - views[1]).square().sum(1).detach()), One, "cut off"),
        new(
            LossLaws.HasItsOwnSlope,
            new Of(views => (views[0] + (views[0].sign() - views[0]).detach()).sum(1)),
            "2 views of 1 images",
            "and the slope 0"
        ),
        new(
            LossLaws.FollowsTheRows,
            new Of(views => ((views[0] - views[1]).square().sum(1) * arange(1, views[0].shape[0] + 1)).sum()),
            "2 views of 2 images",
            "order 1 0"
        ),
        new(LossLaws.IsDeterministic, new Of(views => (views[0] * views[1]).sum(1) + rand(1)), One, "a second time"),
        new(LossLaws.IsDeterministic, () => new Grows(_calls++), One, "made anew"),
        new(
            LossLaws.KeepsItsInputs,
            new Of(views => views[0].sub_(views[1]).square().sum(1)),
            One,
            "the outputs before and after"
        ),
        new(LossLaws.KeepsItsInputs, new Relabels(), One, "the labels before and after"),
        new(
            LossLaws.LeavesNoTensor,
            new Of(views => (views[0] * views[1]).DetachFromDisposeScope().sum(1)),
            One,
            "1 native tensors"
        ),
        new(
            LossLaws.TakesOneImage,
            new Of(views => (views[0] - views[1]).square().sum(1) / views[0].std(0).sum()),
            "2 views of 1",
            "not finite"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<ILoss>)broken).Check();

    [Test]
    public void Every_law_has_its_breaker() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(LossLaws.All));

    [Test]
    public void A_declared_stop_of_the_gradient_is_no_fault() =>
        Assert.That(LossLaws.HasItsOwnSlope.On(() => new StandsStill()), Is.InstanceOf<Verdict.Holds>());

    [Test]
    public void A_refusal_of_some_cases_is_no_fault_and_a_refusal_of_all_is()
    {
        ILoss Taking(int images) =>
            new Of(views =>
                views[0].shape[0] <= images
                    ? (views[0] * views[1]).sum(1)
                    : throw new ProblemException(new("ROCL0301", "toy", "Too many images.", "Take fewer."))
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LossLaws.IsFinite.On(() => Taking(2)), Is.InstanceOf<Verdict.Holds>());
            Assert.That(
                (LossLaws.IsFinite.On(() => Taking(0)) as Verdict.Broken)?.Seen,
                Does.StartWith("every case was refused: ROCL0301")
            );
            Assert.That(LossLaws.TakesOneImage.On(() => Taking(0)), Is.EqualTo(new Verdict.Holds(0)));
        }
    }

    private sealed record Of(Func<IReadOnlyList<Tensor>, Tensor> Value) : IContrastiveLoss
    {
        Tensor IContrastiveLoss.Of(IReadOnlyList<Tensor> views) => Value(views);
    }

    private sealed record Grows(int By) : IContrastiveLoss
    {
        public Tensor Of(IReadOnlyList<Tensor> views) => (views[0] * views[1]).sum(1) + By;
    }

    private sealed record StandsStill : ILoss
    {
        public LossRequirement Requirement => new(Views: 2) { StopsGradient = true };

        public Tensor Of(LossInput input) => (input.Outputs[0].detach() - input.Outputs[1]).square().sum(1);
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
