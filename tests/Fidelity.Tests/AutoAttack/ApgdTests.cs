using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

public sealed class ApgdTests
{
    [Test]
    public void There_are_runs_to_agree_with() => Assert.That(Golden.Named("apgd_"), Is.Not.Empty);

    [GoldenFiles("apgd_")]
    public void A_run_from_the_references_start_finds_the_references_points(string name)
    {
        var golden = Golden.Open(name);
        using var scope = NewDisposeScope();
        var objective = Objective(golden);
        var found = new ApgdRun(golden.Whole("iterations"), golden.Number("rho")).From(
            golden["start"],
            golden["images"],
            objective,
            Attacked.Threat(golden.Text("norm"), golden.Number("epsilon"))
        );
        Assert.That(found.Fooled.logical_not().eq(golden["still_correct"]).all().item<bool>());
        Assert.That(Apart(found.BestLoss, golden["best_loss"]), Is.All.LessThan(1e-4));
        Assert.That(Apart(found.Adversarial, golden["adversarial"]), Is.All.LessThan(1e-4));

        // Two points of one run may have losses that differ in the last bits only: rounding then
        // decides which is the best.
        var other = (found.Best - golden["best_loss_point"]).abs().flatten(1).amax(1).ge(1e-4);
        var apart = (objective.Losses(golden["best_loss_point"]) - found.BestLoss).abs();
        TestContext.Out.WriteLine(
            $"{other.sum().item<long>()} of {other.shape[0]} images end at another point of the same loss"
        );
        Assert.That(other.logical_and(apart.gt(1e-6)).any().item<bool>(), Is.False);
        Assert.That(other.sum().item<long>(), Is.LessThanOrEqualTo(1 + other.shape[0] / 50));
    }

    private static IObjective Objective(Golden golden)
    {
        var (given, labels) = (Attacked.Objective(golden), golden["labels"]);
        return golden.Text("objective") switch
        {
            "ce" => given,
            "dlr" => given.Aim(LogitLosses.Dlr(labels)),
            "ce-targeted" => given.Aim(LogitLosses.CeTargeted(golden["targets"])),
            "dlr-targeted" => given.Aim(LogitLosses.DlrTargeted(labels, golden["targets"])),
            var other => throw new NotSupportedException(other),
        };
    }

    private static float[] Apart(Tensor actual, Tensor expected) =>
        (actual - expected).abs().reshape(actual.shape[0], -1).amax(1).data<float>().ToArray();
}
