using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using RoCL.Measurements.Attacks;

namespace Components.Tests.Evaluations;

/// <summary>Attacks not trained on, and the worst case of them.</summary>
public sealed class AttackGridTests
{
    private static readonly IReadOnlyList<ThreatModel> Threats = [new LInf(0.21), new L2(0.85)];

    // One pushes every image up, the other down: each fools others.
    private static readonly AttackGrid Grid = new([new Push(1), new Push(-1)], Threats);

    [Test]
    public void Each_attack_meets_each_threat_model_and_the_worst_case_stands_behind_them() =>
        Assert.That(
            Toy.Measured(Toy.Bench(), [Grid with { Attacks = [new Pgd(5), new UniformNoise()] }])
                .Select(condition => condition.Name),
            Is.EqualTo(
                new[]
                {
                    "clean",
                    "grid PGD-5 linf 0.21",
                    "grid Uniform noise linf 0.21",
                    "grid worst linf 0.21",
                    "grid PGD-5 l2 0.85",
                    "grid Uniform noise l2 0.85",
                    "grid worst l2 0.85",
                    "grid worst",
                }
            )
        );

    [Test]
    public void The_worst_case_is_what_withstands_everything_image_by_image()
    {
        var found = Toy.Measured(Toy.Bench(), [Grid]);
        var up = found[1].Correct;
        var down = found[2].Correct;
        var worst = found[3].Correct;
        Assert.That(worst, Is.EqualTo(up.Zip(down, (one, other) => one && other)));
        Assert.That(
            worst.Count(right => right),
            Is.LessThan(Math.Min(up.Count(right => right), down.Count(right => right))),
            "each fools others"
        );
        Assert.That(found[^1].Correct, Is.EqualTo(worst.Zip(found[6].Correct, (one, other) => one && other)));
        Assert.That(
            found.Select(condition => condition.Threat),
            Is.EqualTo(
                new ThreatModel?[]
                {
                    null,
                    Threats[0],
                    Threats[0],
                    Threats[0],
                    Threats[1],
                    Threats[1],
                    Threats[1],
                    null,
                }
            )
        );
    }

    [Test]
    public void A_single_attack_is_its_own_worst_case()
    {
        IEnumerable<string> Names(AttackGrid grid) =>
            Toy.Measured(Toy.Bench(), [grid]).Select(condition => condition.Name).Skip(1);
        Assert.That(Names(new([new Pgd(5)], [new LInf(0.1)])), Is.EqualTo(new[] { "grid PGD-5 linf 0.1" }));
        Assert.That(
            Names(new([new Pgd(5)], Threats)),
            Is.EqualTo(new[] { "grid PGD-5 linf 0.21", "grid PGD-5 l2 0.85", "grid worst" })
        );
    }

    [Test]
    public void No_two_conditions_share_a_name_even_where_attacks_are_written_alike_and_a_grid_stands_twice()
    {
        var found = Toy.Measured(
            Toy.Bench(),
            [
                new AttackGrid([new Pgd(5, Step: 0.05), new Pgd(5, Step: 0)], Threats),
                new AttackGrid([new Pgd(5)], Threats, "other"),
            ],
            new Pgd(5),
            Threats
        );
        Assert.That(found.Select(condition => condition.Name), Is.Unique);
        Assert.That(found.Select(condition => condition.Name), Does.Contain("grid PGD-5 (step 0) l2 0.85"));
        var strong = found[3].Correct.Count(right => right);
        var weak = found[4].Correct.Count(right => right);
        Assert.That(weak, Is.GreaterThan(strong), "the second is measured by itself");
    }

    [Test]
    public void An_empty_grid_is_refused([Values] bool attacks) =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    Toy.Measured(Toy.Bench(), [attacks ? Grid with { Attacks = [] } : Grid with { Threats = [] }])
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0530")
        );

    [Test]
    public void One_that_is_stopped_goes_on_where_it_was_and_finds_the_same() => Toy.GoesOn(Grid);

    private sealed record Push(int By) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            threat.Project(clean + By * threat.Radius * threat.SteepestDirection(ones_like(clean), clean), clean);

        public override string ToString() => $"push {By}";
    }
}
