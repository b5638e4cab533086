using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of states, losses and attacks that break it.</summary>
public sealed class BrokenStates
{
    private const string OneLoss = "1 views of 2 images, 2 dimensions";
    private const string OneAttack = "1 image of 1x4x4";

    private static readonly Broken<IStatefulLoss>[] Losses =
    [
        new(
            StatefulLossLaws.BeginsAlike,
            new Centre { First = _ => rand(2) },
            OneLoss,
            "a second beginning, the state 'centre'"
        ),
        new(StatefulLossLaws.BeginsAlike, OtherForEachInstance(), OneLoss, "a component made anew"),
        new(
            StatefulLossLaws.KeepsItsForms,
            new Centre { Next = (centre, _) => cat([centre, centre]) },
            OneLoss,
            "centre Float32 [16] after the steps, and centre Float32 [2] before"
        ),
        new(
            StatefulLossLaws.IsPure,
            new Centre { Next = (centre, _) => centre + rand(1) },
            OneLoss,
            "the same step again"
        ),
        new(StatefulLossLaws.IsPure, () => new Remembers(), OneLoss, "the same step again"),
        new(StatefulLossLaws.IsPure, KeepsItsTensor(), OneLoss, "the state before and after the step"),
        new(
            StatefulLossLaws.StaysFinite,
            new Centre { Next = (centre, _) => centre / 0 },
            OneLoss,
            "the state 'centre' holds"
        ),
    ];

    private static readonly Broken<IStatefulAttack>[] Attacks =
    [
        new(
            StatefulAttackLaws.BeginsAlike,
            new Warm { First = images => rand(images) },
            OneAttack,
            "a second beginning, the state 'kept'"
        ),
        new(
            StatefulAttackLaws.KeepsItsForms,
            new Warm { Next = moved => moved.to(ScalarType.Float64) },
            OneAttack,
            "kept Float64 [1, 1, 4, 4] after the steps, and kept Float32"
        ),
        new(
            StatefulAttackLaws.IsPure,
            new Warm { Next = moved => rand_like(moved) },
            OneAttack,
            "the same step again, the state 'kept'"
        ),
        new(
            StatefulAttackLaws.StaysFinite,
            new Warm { Next = moved => moved * double.NaN },
            OneAttack,
            "the state 'kept' holds 16 values that are not finite"
        ),
    ];

    [TestCaseSource(nameof(Losses))]
    public void Of_a_loss_is_caught_by_its_law_with_a_small_case(object broken) =>
        ((Broken<IStatefulLoss>)broken).Check();

    [TestCaseSource(nameof(Attacks))]
    public void Of_an_attack_is_caught_by_its_law_with_a_small_case(object broken) =>
        ((Broken<IStatefulAttack>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_component()
    {
        Assert.That(Losses.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(StatefulLossLaws.All));
        Assert.That(Attacks.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(StatefulAttackLaws.All));
    }

    [TestCaseSource(typeof(StatefulLossLaws), nameof(StatefulLossLaws.All))]
    public void A_moving_centre_breaks_none(Law<IStatefulLoss> law) =>
        Assert.That(law.Check(() => new Centre()), Is.InstanceOf<Verdict.Holds>());

    [TestCaseSource(typeof(LossLaws), nameof(LossLaws.All))]
    public void A_moving_centre_is_held_to_the_laws_of_losses(Law<ILoss> law) =>
        Assert.That(law.Check(() => new Centre()), Is.InstanceOf<Verdict.Holds>());

    [TestCaseSource(typeof(StatefulAttackLaws), nameof(StatefulAttackLaws.All))]
    public void A_warm_start_breaks_none(Law<IStatefulAttack> law) =>
        Assert.That(law.Check(() => new Warm()), Is.InstanceOf<Verdict.Holds>());

    [TestCaseSource(typeof(AttackLaws), nameof(AttackLaws.All))]
    public void A_warm_start_is_held_to_the_laws_of_attacks(Law<IAttack> law) =>
        Assert.That(law.Check(() => new Warm()), Is.InstanceOf<Verdict.Holds>());

    [Test]
    public void An_ordinary_law_is_broken_by_a_component_with_a_state_too()
    {
        Assert.That(LossLaws.IsFinite.Check(() => new Centre { Value = double.NaN }), Is.InstanceOf<Verdict.Broken>());
        Assert.That(AttackLaws.StaysInside.Check(() => new Warm { Push = 3 }), Is.InstanceOf<Verdict.Broken>());
    }

    private static Func<IStatefulLoss> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            created++;
            var value = created;
            return new Centre { First = width => full(width, (double)value) };
        };
    }

    // What it put into the state it goes on writing to.
    private static Func<IStatefulLoss> KeepsItsTensor()
    {
        var own = zeros(8).DetachFromDisposeScope();
        return () =>
            new Centre
            {
                First = width => own[..(int)width],
                Next = (centre, _) => own[..(int)centre.shape[0]].add_(1),
            };
    }

    private sealed record Centre : IStatefulLoss
    {
        public Func<long, Tensor> First { get; init; } = width => zeros(width);

        public Func<Tensor, Tensor, Tensor> Next { get; init; } = (centre, mean) => centre.lerp(mean.clamp(-9, 9), 0.1);

        public double Value { get; init; } = 1;

        public TensorState Begin(StateShape shape) => TensorState.Empty.With("centre", First(shape.Widths[0]));

        public LossStep Of(TensorState state, LossInput input)
        {
            var centre = state["centre"];
            var outputs = input.Outputs[0];
            var loss = Value * (outputs - centre[..(int)outputs.shape[1]].to(outputs.dtype)).square().mean([1]);
            var mean = outputs.detach().mean([0]).to(centre.dtype);
            return new(loss, state.With("centre", Next(centre, mean)));
        }
    }

    // A count of its own, where a resumed run finds none.
    private sealed record Remembers : IStatefulLoss
    {
        private readonly List<int> _steps = [];

        public TensorState Begin(StateShape shape) => TensorState.Empty;

        public LossStep Of(TensorState state, LossInput input)
        {
            _steps.Add(1);
            return new(input.Outputs[0].sum([1]) + _steps.Count, state);
        }
    }

    private sealed record Warm : IStatefulAttack
    {
        public Func<long[], Tensor> First { get; init; } = images => zeros(images);

        public Func<Tensor, Tensor> Next { get; init; } = moved => moved;

        public double Push { get; init; }

        public TensorState Begin(StateShape shape)
        {
            long[] images = [1, shape.Image.Channels, shape.Image.Height, shape.Image.Width];
            return TensorState.Empty.With("kept", First(images));
        }

        public AttackStep Perturb(TensorState state, AttackInput input)
        {
            var kept = state["kept"].to(ScalarType.Float32).nan_to_num();
            var start = input.Threat.Project(input.Clean + kept, input.Clean);
            var gradient = input.Objective.Gradient(start);
            var step = 0.01 * input.Threat.SteepestDirection(gradient, start);
            var moved = input.Threat.Project(start + step, input.Clean) + Push;
            return new(moved, state.With("kept", Next((moved - input.Clean)[..1])));
        }
    }
}
