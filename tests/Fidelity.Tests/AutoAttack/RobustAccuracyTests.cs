using System.Diagnostics;
using Fidelity.Tests.Reference;
using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>
/// Ours draws other random numbers than the reference, so what is left of the accuracy agrees as
/// two samples do.
/// </summary>
public sealed class RobustAccuracyTests
{
    private const string File = "robust_accuracy";

    private const string Radius = ".epsilon";

    private const double PointsOfOneAttack = 0.02;

    private const double PointsOfAll = 0.015;

    private const double PointsOfPgd = 0.04;

    // Each norm of each file: its figures begin with the norm's name.
    private static IEnumerable<TestCaseData> Norms =>
        Golden
            .Named(File, Golden.Folder)
            .SelectMany(name =>
                Golden
                    .Open(name)
                    .Parameters.Where(parameter => parameter.EndsWith(Radius, StringComparison.Ordinal))
                    .Select(parameter => new TestCaseData(name, parameter[..^Radius.Length]))
            );

    [GoldenFiles(File)]
    public void The_network_is_right_where_the_reference_says_so(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var objective = AttackedNetwork.Objective(golden);
        var right = objective.Fooled(objective.Outputs(Images(golden)))!.logical_not();
        Assert.That(right.eq(golden["clean"]).all().item<bool>());
    }

    [GoldenFiles(File)]
    public void A_short_AutoAttack_leaves_of_forty_images_what_the_reference_leaves(string name)
    {
        using var scope = NewDisposeScope();
        var evaluation = Evaluation.Of(name, "linf", mostImages: 40);
        var ours = evaluation.Survives(new Standard(Iterations: 20, Targets: 3, Queries: 100));
        var theirs = evaluation.Reference("autoattack");
        Assert.That(ours.sum().item<long>(), Is.EqualTo(theirs.sum().item<long>()).Within(1));
        Assert.That(ours.ne(theirs).sum().item<long>(), Is.LessThanOrEqualTo(1));
    }

    // Steps of PGD add up to five radii. In L1 each moves a few pixels only, and it takes more of
    // them to get as far as Auto-PGD.
    [TestCaseSource(nameof(Norms))]
    public void PGD_leaves_little_more_than_one_run_of_Auto_PGD_with_as_many_steps(string name, string norm)
    {
        using var scope = NewDisposeScope();
        var steps = norm == "l1" ? 100 : 25;
        var evaluation = Evaluation.Of(name, norm);
        var right = evaluation.OfRightImages();
        var shareOfRight = (double)right.Count / evaluation.Count;
        var pgd = shareOfRight * Accuracy(right.Survives(new Pgd(steps, RelativeStep: 5.0 / steps)));
        var apgd = shareOfRight * Accuracy(right.Survives(new Apgd(steps, Restarts: 1, Shrink: false)));
        Assert.That(pgd, Is.EqualTo(apgd).Within(PointsOfPgd + 1e-9));
    }

    [TestCaseSource(nameof(Norms))]
    [Explicit("Minutes for each norm: every attack of the standard version on 200 images.")]
    public void Each_attack_and_all_together_leave_what_the_reference_leaves(string name, string norm)
    {
        using var scope = NewDisposeScope();
        var evaluation = Evaluation.Of(name, norm);
        var whole = new Standard();
        var survived = new[] { "apgd-ce", "apgd-t", "fab-t", "square" }
            .Zip(
                whole.Attacks(evaluation.Classes),
                (attack, ours) => (Attack: attack, Right: evaluation.Survives(ours))
            )
            .ToList();
        foreach (var (attack, right) in survived)
        {
            var theirs = Accuracy(evaluation.Reference(attack));
            Assert.That(Accuracy(right), Is.EqualTo(theirs).Within(PointsOfOneAttack + 1e-9), attack);
        }

        var reference = Accuracy(evaluation.Reference("autoattack"));
        var oneByOne = survived.Select(attack => attack.Right).Aggregate((one, other) => one.logical_and(other));
        Assert.That(Accuracy(oneByOne), Is.EqualTo(reference).Within(PointsOfAll + 1e-9), "one attack by one");
        var together = Accuracy(evaluation.Survives(whole));
        Assert.That(together, Is.EqualTo(reference).Within(PointsOfAll + 1e-9), "all attacks together");
    }

    private static Tensor Images(Golden golden) => golden["images"].to(ScalarType.Float32) / 255;

    private static double Accuracy(Tensor right) => right.to(ScalarType.Float64).mean().item<double>();

    private sealed record Evaluation(Golden Golden, Tensor Images, Tensor Labels, string Norm)
    {
        public long Count => Labels.shape[0];

        private ThreatModel Threat => AttackedNetwork.Threat(Norm, Golden.Number($"{Norm}{Radius}"));

        private IObjective Objective => AttackedNetwork.Objective(Golden, Labels);

        public long Classes => Objective.Outputs(Images).shape[1];

        public static Evaluation Of(string name, string norm, long mostImages = long.MaxValue)
        {
            var golden = Golden.Open(name);
            var count = Math.Min(mostImages, golden["labels"].shape[0]);
            return new(
                golden,
                RobustAccuracyTests.Images(golden).narrow(0, 0, count),
                golden["labels"].narrow(0, 0, count),
                norm
            );
        }

        /// <summary>
        /// Of the images that are right without an attack: the others are lost before one.
        /// </summary>
        public Evaluation OfRightImages()
        {
            var right = Golden["clean"].narrow(0, 0, Count).nonzero().squeeze(1);
            return this with { Images = Images.index_select(0, right), Labels = Labels.index_select(0, right) };
        }

        /// <summary>Where the label survives an attack of the reference, bool [N].</summary>
        public Tensor Reference(string attack) => Golden[$"{Norm}.{attack}"].narrow(0, 0, Count);

        /// <summary>Where the label survives an attack of ours, bool [N].</summary>
        public Tensor Survives(IAttack attack)
        {
            var clock = Stopwatch.StartNew();
            var moved = attack.Perturb(Images, Objective, Threat, new Rng(new Seed(0), Count));
            Assert.That(Threat.Contains(moved, Images));
            var right = Objective.Fooled(Objective.Outputs(moved))!.logical_not();
            TestContext.Progress.WriteLine(
                $"{Norm} {attack}: {Accuracy(right):P1} in {clock.Elapsed.TotalSeconds:0.0} s"
            );
            return right;
        }
    }
}
