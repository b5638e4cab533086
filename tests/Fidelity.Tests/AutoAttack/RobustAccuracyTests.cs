using System.Diagnostics;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>
/// Ours draws other random numbers than the reference, so what is left of the accuracy agrees as
/// two samples do.
/// </summary>
public sealed class RobustAccuracyTests
{
    private const double PointsOfOneAttack = 0.02,
        PointsOfAll = 0.015;

    private sealed record Evaluation(Golden Golden, Tensor Images, Tensor Labels, string Norm)
    {
        public long Count => Labels.shape[0];
        public ThreatModel Threat =>
            Attacked.Threat(
                Norm switch
                {
                    "linf" => "Linf",
                    "l2" => "L2",
                    _ => "L1",
                },
                Golden.Number($"{Norm}.epsilon")
            );

        public static Evaluation Of(string name, string norm, int? images = null)
        {
            var golden = Golden.Open(name);
            var count = images ?? golden["labels"].shape[0];
            return new(
                golden,
                golden["images"].narrow(0, 0, count).to(ScalarType.Float32) / 255,
                golden["labels"].narrow(0, 0, count),
                norm
            );
        }

        public Tensor Reference(string attack) => Golden[attack].narrow(0, 0, Count);

        /// <summary>Where the label survives an attack, bool [N].</summary>
        public Tensor Survives(IAttack attack)
        {
            var (objective, clock) = (Attacked.Objective(Golden, Labels), Stopwatch.StartNew());
            var moved = attack.Perturb(Images, objective, Threat, new Rng(new Seed(0), Count));
            Assert.That(Threat.Contains(moved, Images));
            var right = objective.Fooled(objective.Outputs(moved))!.logical_not();
            TestContext.Progress.WriteLine($"{Norm} {attack}: {Part(right):P1} in {clock.Elapsed.TotalSeconds:0.0} s");
            return right;
        }
    }

    [Test]
    public void The_network_is_right_where_the_reference_says_so()
    {
        var of = Evaluation.Of("robust_accuracy", "linf");
        using var scope = NewDisposeScope();
        var objective = Attacked.Objective(of.Golden, of.Labels);
        Assert.That(
            objective.Fooled(objective.Outputs(of.Images))!.logical_not().eq(of.Reference("clean")).all().item<bool>()
        );
    }

    [Test]
    public void A_short_AutoAttack_leaves_of_forty_images_what_the_reference_leaves()
    {
        var of = Evaluation.Of("robust_accuracy", "linf", images: 40);
        using var scope = NewDisposeScope();
        var (ours, theirs) = (
            of.Survives(new Standard(Iterations: 20, Targets: 3, Queries: 100)),
            of.Reference("linf.autoattack")
        );
        Assert.That(ours.sum().item<long>(), Is.EqualTo(theirs.sum().item<long>()).Within(1));
        Assert.That(ours.ne(theirs).sum().item<long>(), Is.LessThanOrEqualTo(1));
    }

    [Test, Explicit("Minutes for each norm: every attack of the standard version on 200 images.")]
    public void Each_attack_and_all_together_leave_what_the_reference_leaves([Values("linf", "l2", "l1")] string norm)
    {
        var of = Evaluation.Of("robust_accuracy", norm);
        using var scope = NewDisposeScope();
        var whole = new Standard();
        var survived = new[] { "apgd-ce", "apgd-t", "fab-t", "square" }
            .Zip(whole.Attacks(10))
            .ToDictionary(pair => pair.First, pair => of.Survives(pair.Second));
        foreach (var (attack, right) in survived)
        {
            Assert.That(
                Part(right),
                Is.EqualTo(Part(of.Reference($"{norm}.{attack}"))).Within(PointsOfOneAttack + 1e-9),
                attack
            );
        }

        foreach (var all in new[] { survived.Values.Aggregate((a, b) => a.logical_and(b)), of.Survives(whole) })
            Assert.That(Part(all), Is.EqualTo(Part(of.Reference($"{norm}.autoattack"))).Within(PointsOfAll + 1e-9));
    }

    private static double Part(Tensor right) => right.to(ScalarType.Float64).mean().item<double>();
}
