using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of attacks, attacks that break it.</summary>
public sealed class BrokenAttacks
{
    private const string One = "1 image of 1x4x4, seed ";

    private static readonly Broken<IAttack>[] All =
    [
        new(AttackLaws.StaysInside, new Moves((clean, _) => clean + 1e-3), "1 image of 1x4x", "instead of [0, 1]"),
        new(
            AttackLaws.StaysInside,
            new Moves((clean, threat) => clean + (threat.Radius + 1e-3) * (0.5 - clean).sign()),
            One,
            "and 0.03137 is allowed"
        ),
        new(
            AttackLaws.StaysInside,
            new Follows((gradient, clean, threat) => threat.Project(clean + gradient / gradient.norm(), clean)),
            One,
            "not finite"
        ),
        new(
            AttackLaws.StaysInside,
            new Follows((_, _, _) => throw new NotSupportedException("not today")),
            One,
            "it threw NotSupportedException: not today"
        ),
        new(
            AttackLaws.KeepsForm,
            new Moves((clean, _) => clean.to(ScalarType.Float64)),
            One,
            "Float64 came back for Float32"
        ),
        new(AttackLaws.KeepsForm, new Moves((clean, _) => clean.flatten(1)), One, "[1, 16] came back for [1, 1, 4, 4]"),
        new(AttackLaws.IsDeterministic, new Moves(ThereAndBack()), One, "a second time"),
        new(AttackLaws.IsDeterministic, OtherForEachInstance(), One, "made anew"),
        new(
            AttackLaws.KeepsCleanImages,
            new Moves((clean, threat) => threat.Project(clean.mul_(0.9), clean)),
            One,
            "before and after"
        ),
        new(
            AttackLaws.KeepsCleanImages,
            new Moves((clean, _) => clean.requires_grad_().detach()),
            One,
            "require a gradient"
        ),
        new(AttackLaws.KeepsTheModel, new LearnsByAccident(), One, "has been given a gradient"),
        new(AttackLaws.KeepsTheModel, new Moves((clean, _) => GradientsOff(clean)), One, "gradients are switched off"),
        new(
            AttackLaws.LeavesNoTensor,
            new Moves((clean, _) => (clean + 0).DetachFromDisposeScope().clone()),
            One,
            "1 native tensors"
        ),
        new(
            AttackLaws.TakesOneImage,
            new Moves((clean, _) => clean + 0 * clean.std(0, keepdim: true)),
            "",
            "not finite"
        ),
        new(AttackLaws.TakesAnyLayout, new Moves((clean, _) => clean.view(-1).view(clean.shape)), One, "it threw"),
        new(
            AttackLaws.RadiusZeroAllowsNothing,
            new Moves((clean, threat) => threat.Radius > 0 ? clean : clean * 0.99),
            One,
            "the clean images"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IAttack>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_attack() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(AttackLaws.All));

    // Each call moves the other way, so that two results differ whatever the ball and [0, 1] cut
    // off: two random draws could be cut to the same image.
    private static Func<Tensor, ThreatModel, Tensor> ThereAndBack()
    {
        var step = 0.01;
        return (clean, threat) =>
        {
            step = -step;
            return threat.Project(clean + step, clean);
        };
    }

    private static Func<IAttack> OtherForEachInstance()
    {
        var nextStep = 0.01;
        return () =>
        {
            var step = nextStep;
            nextStep = -nextStep;
            return new Moves((clean, threat) => threat.Project(clean + step, clean));
        };
    }

    // The guard that would switch gradients on again is never disposed of.
    private static Tensor GradientsOff(Tensor clean)
    {
        _ = no_grad();
        return clean;
    }

    private sealed record Moves(Func<Tensor, ThreatModel, Tensor> Move) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            Move(clean, threat);
    }

    private sealed record Follows(Func<Tensor, Tensor, ThreatModel, Tensor> Move) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            Move(objective.Gradient(clean), clean, threat);
    }

    private sealed record LearnsByAccident : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            objective
                .Aim(outputs =>
                {
                    outputs.sum().backward(retain_graph: true);
                    return outputs.sum(1);
                })
                .Gradient(clean);
            return clean;
        }
    }
}
