using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of threat models, threat models that break it.</summary>
public sealed class BrokenThreatModels
{
    private static readonly LInf Ball = new(0.1);
    private static readonly Twisted Sound = new();

    private static readonly Broken<ThreatModel>[] All =
    [
        new(
            ThreatModelLaws.ProjectsInside,
            Sound with
            {
                Projecting = (moved, clean) => moved.maximum(clean - 0.1).minimum(clean + 0.1),
            },
            "1 image of",
            "instead of [0, 1]"
        ),
        new(
            ThreatModelLaws.ProjectsInside,
            Sound with
            {
                Projecting = (moved, clean) => new LInf(0.2).Project(moved, clean),
            },
            "1 image of",
            "and 0.1 is allowed"
        ),
        new(
            ThreatModelLaws.LeavesMembersAlone,
            Sound with
            {
                Projecting = (moved, clean) => (Ball.Project(moved, clean) + clean) / 2,
            },
            "1 image of",
            "projection"
        ),
        new(
            ThreatModelLaws.MeasuresWhatItAllows,
            Sound with
            {
                Measuring = (moved, clean) => Ball.Distance(moved, clean) / 2,
            },
            "1 image of",
            "that the distance allows is moved"
        ),
        new(
            ThreatModelLaws.MeasuresWhatItAllows,
            Sound with
            {
                Measuring = (moved, clean) => Ball.Distance(moved, clean) * 2,
            },
            "",
            "that the distance forbids is left alone"
        ),
        new(
            ThreatModelLaws.MeasuresWhatItAllows,
            Sound with
            {
                Measuring = (moved, clean) => (moved - clean).abs().max(),
            },
            "1 image of",
            "the distance is []"
        ),
        new(
            ThreatModelLaws.DrawsInside,
            Sound with
            {
                Drawing = (clean, random) => random.Uniform(clean.shape),
            },
            "1 image of",
            "is allowed"
        ),
        new(
            ThreatModelLaws.DrawsInside,
            () => Sound with { Drawing = Forgetful() },
            "1 image of",
            "the same draw again"
        ),
        new(
            ThreatModelLaws.StepsUphill,
            Sound with
            {
                Directing = (gradient, _) => -gradient.sign(),
            },
            "1 image of",
            "a step changes the objective by -"
        ),
        // The way that the L1 ball of the contracts once had: one pixel, even where it cannot move.
        new(
            ThreatModelLaws.StepsUphill,
            new Twisted { Inner = new L1(12), Directing = OnePixel },
            "",
            "raises nothing"
        ),
        new(
            ThreatModelLaws.HasNoDirectionOnFlatGround,
            Sound with
            {
                Directing = (gradient, _) => gradient / gradient.norm(),
            },
            "1 image of",
            "the direction of a zero gradient"
        ),
        new(
            ThreatModelLaws.FollowsItsRadius,
            Sound with
            {
                Drawing = (clean, random) => Ball.RandomPoint(clean, random),
            },
            "1 image of",
            "a random point"
        ),
        new(
            ThreatModelLaws.TakesEachImageByItself,
            Sound with
            {
                Projecting = (moved, clean) => Ball.Project(moved - 0.1 * (moved - clean).mean(), clean),
            },
            "",
            "alone and among others"
        ),
        new(
            ThreatModelLaws.KeepsItsInputs,
            Sound with
            {
                Projecting = (moved, clean) => Ball.Project(moved.mul_(0.9), clean),
            },
            "1 image of",
            "the moved images before and after"
        ),
        new(
            ThreatModelLaws.LeavesNoTensor,
            Sound with
            {
                Directing = (gradient, _) => gradient.sign().DetachFromDisposeScope().clone(),
            },
            "1 image of",
            "1 native tensors"
        ),
        new(ThreatModelLaws.HasANameOfItsOwn, Sound with { Name = "patch" }, "1 image of", "are both called patch"),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<ThreatModel>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_threat_model() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(ThreatModelLaws.All));

    [TestCaseSource(typeof(ThreatModelLaws), nameof(ThreatModelLaws.All))]
    public void No_law_is_broken_by_the_toy_before_it_is_twisted(Law<ThreatModel> law) =>
        Assert.That(law.Check(() => Sound), Is.InstanceOf<Verdict.Holds>());

    private static Tensor OnePixel(Tensor gradient, Tensor point)
    {
        var size = gradient.abs();
        return gradient.sign() * size.eq(size.amax([1, 2, 3], keepdim: true));
    }

    private static Func<Tensor, Rng, Tensor> Forgetful()
    {
        var draw = 0;
        return (clean, random) =>
        {
            draw++;
            return Ball.RandomPoint(clean, random.For("draw", draw));
        };
    }

    // An L-infinity ball of which one member is replaced.
    private sealed record Twisted() : ThreatModel(0.1)
    {
        public ThreatModel Inner { get; init; } = Ball;

        public Func<Tensor, Tensor, Tensor>? Projecting { get; init; }

        public Func<Tensor, Tensor, Tensor>? Measuring { get; init; }

        public Func<Tensor, Tensor, Tensor>? Directing { get; init; }

        public Func<Tensor, Rng, Tensor>? Drawing { get; init; }

        public string? Name { get; init; }

        public override string Norm => "twisted";

        protected override string Title => Name ?? base.Title;

        private ThreatModel Now => Inner with { Radius = Inner == Ball ? Radius : Inner.Radius };

        public override Tensor Project(Tensor moved, Tensor clean) =>
            Projecting is null ? Now.Project(moved, clean) : Projecting(moved, clean);

        public override Tensor SteepestDirection(Tensor gradient, Tensor point) =>
            Directing is null ? Now.SteepestDirection(gradient, point) : Directing(gradient, point);

        public override Tensor RandomPoint(Tensor clean, Rng random) =>
            Drawing is null ? Now.RandomPoint(clean, random) : Drawing(clean, random);

        public override Tensor Distance(Tensor moved, Tensor clean) =>
            Measuring is null ? Now.Distance(moved, clean) : Measuring(moved, clean);
    }
}
