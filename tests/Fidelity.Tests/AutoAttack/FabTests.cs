using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

public sealed class FabTests
{
    [TestCase("fab_l")]
    [TestCase("fab_projections")]
    public void There_is_something_to_agree_with(string beginning) =>
        Assert.That(Golden.Named(beginning), Is.Not.Empty);

    [GoldenFiles("fab_projections")]
    public void The_ways_to_a_hyperplane_are_the_references(string name)
    {
        var golden = Golden.Open(name);
        using var scope = NewDisposeScope();
        foreach (
            var (norm, expected) in new (ThreatModel, string)[]
            {
                (new LInf(1), "linf"),
                (new L2(1), "l2"),
                (new L1(1), "l1"),
            }
        )
        {
            Assert.That(
                Apart(BoundaryProjection.Of(norm, golden["points"], golden["w"], golden["b"]), golden[expected]),
                Is.All.LessThan(1e-4),
                expected
            );
        }
    }

    [GoldenFiles("fab_l")]
    public void A_run_towards_the_nearest_boundary_finds_the_references_points(string name) =>
        AssertAgrees(
            name,
            "adversarial",
            (aim, images, threat) => Boundary.Nearest(aim, aim.Outputs(images).shape[1], threat)
        );

    [GoldenFiles("fab_l")]
    public void A_run_towards_the_class_of_rank_2_finds_the_references_points(string name) =>
        AssertAgrees(
            name,
            "adversarial_targeted",
            (aim, images, _) => Boundary.To(aim, LogitLosses.Ranked(aim.Outputs(images), 2))
        );

    // The reference runs on the images that have their label, and gives the others back.
    private static void AssertAgrees(
        string name,
        string expected,
        Func<IObjective, Tensor, ThreatModel, Func<Tensor, Boundary>> boundary
    )
    {
        var golden = Golden.Open(name);
        using var scope = NewDisposeScope();
        var (whole, threat) = (
            Attacked.Objective(golden),
            Attacked.Threat(golden.Text("norm"), golden.Number("epsilon"))
        );
        var rows = whole.Fooled(whole.Outputs(golden["images"]))!.logical_not().nonzero().squeeze(1);
        var (aim, images) = (whole.Only(rows), golden["images"].index_select(0, rows));
        var run = new FabRun(
            golden.Whole("iterations"),
            golden.Number("alpha_max"),
            golden.Number("eta"),
            golden.Number("beta")
        );
        var found = golden["images"]
            .index_copy(0, rows, run.From(images, images, aim, threat, boundary(aim, images, threat)).Points);
        Assert.That(Apart(found, golden[expected]), Is.All.LessThan(1e-4));
        Assert.That(found.ne(golden["images"]).flatten(1).any(1).sum().item<long>(), Is.GreaterThan(0));
    }

    private static float[] Apart(Tensor actual, Tensor expected) =>
        (actual - expected).abs().flatten(1).amax(1).data<float>().ToArray();
}
