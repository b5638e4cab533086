using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.AutoAttack;

namespace Fidelity.Tests.AutoAttack;

/// <summary>Auto-PGD from a given start, for each norm and objective.</summary>
public sealed class ApgdTests
{
    private const double Tolerance = 1e-4;

    // What is wrong moves nearly every image; few probes show that.
    private const int ProbesOfTheControl = 8;

    [GoldenFiles("apgd_")]
    public void A_run_from_the_references_start_finds_the_references_points(string name)
    {
        using var scope = NewDisposeScope();
        var run = Run.Of(name);
        var found = run.On(run.Start, run.Objective());
        var points = BestPoints(run, found);
        var objections = OpenImages.Objections(Results(run, found, points), noise => Results(run.On(noise)));
        Assert.That(objections, Is.Empty);
    }

    [GoldenFiles("apgd_linf_ce")]
    public void Other_figures_are_not_taken_for_rounding(string name)
    {
        Golden.OwnFilesOnly();
        using var scope = NewDisposeScope();
        var run = Run.Of(name);
        var found = run.On(run.Start, run.Objective());
        void NotTakenForRounding(Run wrong, string what)
        {
            var results = Results(run, wrong.On(run.Start, run.Objective()), found.Best);
            var objections = OpenImages.Objections(results, noise => Results(wrong.On(noise)), ProbesOfTheControl);
            Assert.That(objections, Is.Not.Empty, what);
        }

        NotTakenForRounding(run with { Threat = new LInf(1.01 * run.Threat.Radius) }, "a larger ball");
        NotTakenForRounding(run with { Apgd = run.Apgd with { Iterations = 1 } }, "a single step");
    }

    private static IReadOnlyList<AttackResult> Results(Run run, ApgdPoints found, Tensor bestPoints) =>
        [
            new("still correct", StillCorrect(found), run.Golden["still_correct"].to(ScalarType.Float32), 0),
            new("best loss", found.BestLoss, run.Golden["best_loss"], Tolerance),
            new("best point", found.Best, bestPoints, Tolerance),
            new("adversarial", found.Adversarial, run.Golden["adversarial"], Tolerance),
        ];

    private static IReadOnlyList<Tensor> Results(ApgdPoints probe) =>
        [StillCorrect(probe), probe.BestLoss, probe.Best, probe.Adversarial];

    private static Tensor StillCorrect(ApgdPoints found) => found.Fooled.logical_not().to(ScalarType.Float32);

    // Two points of one run may have losses that differ in the last bits only: rounding then
    // decides which is the best, and ours is as good as the golden one. So it is for few images.
    private static Tensor BestPoints(Run run, ApgdPoints found)
    {
        var points = run.Golden["best_loss_point"];
        var elsewhere = (found.Best - points).abs().flatten(1).amax(1).ge(Tolerance);
        var scale = found.BestLoss.abs().clamp_min(1);
        var sameLoss = (run.Objective().Losses(points) - found.BestLoss).abs().le(1e-6 * scale);
        var tied = elsewhere.logical_and(sameLoss);
        var count = tied.sum().item<long>();
        TestContext.Out.WriteLine($"{count} of {points.shape[0]} images end at another point of the same loss");
        Assert.That(count, Is.LessThanOrEqualTo(1 + points.shape[0] / 50), "images at another point of the same loss");
        return where(tied.view(-1, 1, 1, 1), found.Best, points);
    }

    /// <summary>A run by the figures of one file.</summary>
    private sealed record Run(Golden Golden, ApgdRun Apgd, ThreatModel Threat)
    {
        public Tensor Start => Golden["start"];

        public static Run Of(string name)
        {
            var golden = Golden.Open(name);
            return new(
                golden,
                new ApgdRun(golden.Whole("iterations"), golden.Number("rho")),
                AttackedNetwork.Threat(golden.Text("norm"), golden.Number("epsilon"))
            );
        }

        public ApgdPoints On(Tensor start, IObjective objective) =>
            Apgd.From(start, Golden["images"], objective, Threat);

        /// <summary>The run with rounding errors.</summary>
        public ApgdPoints On(RoundingNoise noise) => On(noise.OnPixels(Start), Objective(noise));

        public IObjective Objective() => AttackedNetwork.Objective(Golden).Aim(Losses());

        private IObjective Objective(RoundingNoise noise)
        {
            var losses = Losses();
            return AttackedNetwork
                .Objective(Golden, noise)
                .Aim(logits => noise.OnLosses(losses(logits)) + noise.OnLogits(logits));
        }

        private Func<Tensor, Tensor> Losses()
        {
            var labels = Golden["labels"];
            return Golden.Text("objective") switch
            {
                "ce" => logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
                "dlr" => LogitLosses.Dlr(labels),
                "ce-targeted" => LogitLosses.CeTargeted(Golden["targets"]),
                "dlr-targeted" => LogitLosses.DlrTargeted(labels, Golden["targets"]),
                var other => throw new AssertionException($"'{other}' is no objective that these tests know"),
            };
        }
    }
}
