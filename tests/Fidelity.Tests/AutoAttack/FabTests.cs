using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>The fast adaptive boundary attack without a random start, for each norm.</summary>
public sealed class FabTests
{
    private const double Tolerance = 1e-4;

    [GoldenFiles("fab_projections")]
    public void The_ways_to_a_hyperplane_are_the_references(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        foreach (var norm in new ThreatModel[] { new LInf(1), new L2(1), new L1(1) })
        {
            var way = BoundaryProjection.Of(norm, golden["points"], golden["w"], golden["b"]);
            Agreement.Absolute(way, golden[norm.Norm], Tolerance, norm.Norm);
        }
    }

    [GoldenFiles("fab_l")]
    public void A_run_towards_the_nearest_boundary_finds_the_references_points(string name) =>
        AssertAgrees(
            name,
            "adversarial",
            (_, objective, images, threat) => Boundary.Nearest(objective, objective.Outputs(images).shape[1], threat)
        );

    [GoldenFiles("fab_l")]
    public void A_run_towards_the_target_class_finds_the_references_points(string name) =>
        AssertAgrees(
            name,
            "adversarial_targeted",
            (golden, objective, images, _) =>
                Boundary.To(objective, LogitLosses.Ranked(objective.Outputs(images), TargetRank(golden)))
        );

    // "the class of rank 2 (1 is the largest logit)"
    private static int TargetRank(Golden golden) => (int)golden.NumberIn("target", @"\brank (\d+)");

    private static void AssertAgrees(
        string name,
        string expected,
        Func<Golden, IObjective, Tensor, ThreatModel, Func<Tensor, Boundary>> boundary
    )
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var found = Run(golden, boundary, noise: null);
        OpenImages.AgreeOrAreOpen(
            [new(expected, found, golden[expected], Tolerance)],
            noise => [Run(golden, boundary, noise)]
        );
        Assert.That(found.ne(golden["images"]).any().item<bool>(), "the attack moved an image");
    }

    // The reference runs on the images that have their label, and gives the others back.
    private static Tensor Run(
        Golden golden,
        Func<Golden, IObjective, Tensor, ThreatModel, Func<Tensor, Boundary>> boundary,
        RoundingNoise? noise
    )
    {
        var all = AttackedNetwork.Objective(golden, noise: noise);
        var threat = AttackedNetwork.Threat(golden.Text("norm"), golden.Number("epsilon"));
        var rows = all.Fooled(all.Outputs(golden["images"]))!.logical_not().nonzero().squeeze(1);
        var objective = all.Only(rows);
        var images = golden["images"].index_select(0, rows);
        var run = new FabRun(
            golden.Whole("iterations"),
            golden.Number("alpha_max"),
            golden.Number("eta"),
            golden.Number("beta")
        );
        var start = noise is null ? images : noise.OnPixels(images);
        var points = run.From(start, images, objective, threat, boundary(golden, objective, images, threat)).Points;
        return golden["images"].index_copy(0, rows, points);
    }
}
