using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>The fast adaptive boundary attack without a random start, for each norm.</summary>
public sealed class FabTests
{
    private const double Tolerance = 1e-4;

    // What is wrong moves nearly every image; few probes show that.
    private const int ProbesOfTheControl = 8;

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
        Agrees(new Run(Golden.Open(name), TargetRank: null), "adversarial");

    [GoldenFiles("fab_l")]
    public void A_run_towards_the_class_of_the_files_rank_finds_the_references_points(string name)
    {
        var golden = Golden.Open(name);
        Agrees(new Run(golden, Run.RankOf(golden)), "adversarial_targeted");
    }

    [GoldenFiles("fab_linf")]
    public void The_class_of_another_rank_is_not_taken_for_rounding(string name)
    {
        Golden.OwnFilesOnly();
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var otherRank = Run.RankOf(golden) == 2 ? 3 : 2;
        var run = new Run(golden, otherRank);
        Assert.That(Objections(run, run.Points(), "adversarial_targeted", ProbesOfTheControl), Is.Not.Empty);
    }

    private static void Agrees(Run run, string expected)
    {
        using var scope = NewDisposeScope();
        var found = run.Points();
        Assert.That(Objections(run, found, expected, RoundingNoise.Probes), Is.Empty);
        Assert.That(found.ne(run.Golden["images"]).any().item<bool>(), "the attack moved an image");
    }

    private static IReadOnlyList<string> Objections(Run run, Tensor found, string expected, int probes) =>
        OpenImages.Objections(
            [new(expected, found, run.Golden[expected], Tolerance)],
            noise => [run.Points(noise)],
            probes
        );

    /// <summary>A run by the figures of one file.</summary>
    /// <param name="Golden">The file.</param>
    /// <param name="TargetRank">
    /// The rank of the class that the run goes towards, 1 being that of the largest logit; the
    /// nearest boundary where left out.
    /// </param>
    private sealed record Run(Golden Golden, int? TargetRank)
    {
        /// <summary>"the class of rank 2 (1 is the largest logit)".</summary>
        public static int RankOf(Golden golden) => (int)golden.NumberIn("target", @"\brank (\d+)");

        public Tensor Points() => Points(AttackedNetwork.Objective(Golden), start => start);

        /// <summary>The points of a run with rounding errors.</summary>
        public Tensor Points(RoundingNoise noise) => Points(AttackedNetwork.Objective(Golden, noise), noise.OnPixels);

        // The reference runs on the images that have their label, and gives the others back.
        private Tensor Points(IObjective all, Func<Tensor, Tensor> start)
        {
            var rows = all.Fooled(all.Outputs(Golden["images"]))!.logical_not().nonzero().squeeze(1);
            var objective = all.Only(rows);
            var images = Golden["images"].index_select(0, rows);
            var threat = AttackedNetwork.Threat(Golden.Text("norm"), Golden.Number("epsilon"));
            var fab = new FabRun(
                Golden.Whole("iterations"),
                Golden.Number("alpha_max"),
                Golden.Number("eta"),
                Golden.Number("beta")
            );
            var found = fab.From(start(images), images, objective, threat, BoundaryOf(objective, images, threat));
            return Golden["images"].index_copy(0, rows, found.Points);
        }

        private Func<Tensor, Boundary> BoundaryOf(IObjective objective, Tensor images, ThreatModel threat)
        {
            var logits = objective.Outputs(images);
            return TargetRank is { } rank
                ? Boundary.To(objective, LogitLosses.Ranked(logits, rank))
                : Boundary.Nearest(objective, logits.shape[1], threat);
        }
    }
}
