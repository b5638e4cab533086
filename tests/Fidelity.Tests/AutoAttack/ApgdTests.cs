using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>Auto-PGD from a given start, for each norm and objective.</summary>
public sealed class ApgdTests
{
    private const double Tolerance = 1e-4;

    [GoldenFiles("apgd_")]
    public void A_run_from_the_references_start_finds_the_references_points(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var objective = Objective(golden);
        var found = Run(golden, golden["start"], objective);
        OpenImages.AgreeOrAreOpen(
            [
                new("still correct", StillCorrect(found), golden["still_correct"].to(ScalarType.Float32), 0),
                new("best loss", found.BestLoss, golden["best_loss"], Tolerance),
                new("best point", found.Best, BestPoints(golden, objective, found), Tolerance),
                new("adversarial", found.Adversarial, golden["adversarial"], Tolerance),
            ],
            noise =>
            {
                var probe = Run(golden, noise.OnPixels(golden["start"]), Objective(golden, noise));
                return [StillCorrect(probe), probe.BestLoss, probe.Best, probe.Adversarial];
            }
        );
    }

    // Two points of one run may have losses that differ in the last bits only: rounding then
    // decides which is the best, and ours is as good as the golden one. So it is for few images.
    private static Tensor BestPoints(Golden golden, IObjective objective, ApgdPoints found)
    {
        var points = golden["best_loss_point"];
        var elsewhere = (found.Best - points).abs().flatten(1).amax(1).ge(Tolerance);
        var scale = found.BestLoss.abs().clamp_min(1);
        var tied = elsewhere.logical_and((objective.Losses(points) - found.BestLoss).abs().le(1e-6 * scale));
        var count = tied.sum().item<long>();
        TestContext.Out.WriteLine($"{count} of {points.shape[0]} images end at another point of the same loss");
        Assert.That(count, Is.LessThanOrEqualTo(1 + points.shape[0] / 50), "images at another point of the same loss");
        return where(tied.view(-1, 1, 1, 1), found.Best, points);
    }

    private static ApgdPoints Run(Golden golden, Tensor start, IObjective objective) =>
        new ApgdRun(golden.Whole("iterations"), golden.Number("rho")).From(
            start,
            golden["images"],
            objective,
            AttackedNetwork.Threat(golden.Text("norm"), golden.Number("epsilon"))
        );

    private static Tensor StillCorrect(ApgdPoints found) => found.Fooled.logical_not().to(ScalarType.Float32);

    private static IObjective Objective(Golden golden, RoundingNoise? noise = null)
    {
        var crossEntropy = AttackedNetwork.Objective(golden, noise: noise);
        var labels = golden["labels"];
        return golden.Text("objective") switch
        {
            "ce" => crossEntropy,
            "dlr" => crossEntropy.Aim(LogitLosses.Dlr(labels)),
            "ce-targeted" => crossEntropy.Aim(LogitLosses.CeTargeted(golden["targets"])),
            "dlr-targeted" => crossEntropy.Aim(LogitLosses.DlrTargeted(labels, golden["targets"])),
            var other => throw new AssertionException($"'{other}' is no objective that these tests know"),
        };
    }
}
