using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>Auto-PGD: projected gradient ascent with momentum that chooses its step size.</summary>
/// <remarks>
/// Steps begin at two radii (L1: one) and shrink where the loss stops rising; see
/// <see cref="ApgdRun"/>. A targeted loss takes the classes of the second largest clean logit, the
/// third, and so on, each in runs of its own; an image is left alone as soon as it is fooled.
/// Without labels, and for images that nothing fools, the point of the highest loss is returned.
/// <para>
/// L-infinity, L2 and L1; any objective for <c>ce</c>. Shape: images [N, C, H, W] in [0, 1].
/// </para>
/// <para>
/// Errors: ROCL0334 a loss other than <c>ce</c> where there are no labels, ROCL0335 fewer classes
/// than the loss compares or <paramref name="Targets"/> asks for, ROCL0390 another threat model.
/// </para>
/// <para>
/// Reference: Croce and Hein 2020, arXiv:2003.01690; for L1, Croce and Hein 2021, arXiv:2103.01208.
/// </para>
/// </remarks>
/// <param name="Iterations">Steps of a run. The paper: 100.</param>
/// <param name="Loss">What is raised.</param>
/// <param name="Targets">
/// How many target classes, at most one fewer than there are; AutoAttack's when left out: 9, for L1
/// 5.
/// </param>
/// <param name="Restarts">
/// Runs for each target; AutoAttack's when left out: 1, for L1 without targets 5.
/// </param>
/// <param name="Rho">
/// ρ, the part of a window's steps that have to raise the loss, or the step is halved. The paper:
/// 0.75.
/// </param>
/// <param name="Shrink">
/// Spends 30 % of the steps in the ball of three radii, 30 % in that of two and the rest inside;
/// when left out for L1 alone.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": { "attack": { "use": "apgd", "iterations": 4, "loss": "ce", "restarts": 1 } }
///   }
/// }
/// </code>
/// </example>
[Component("apgd", "Auto-PGD, Croce and Hein 2020")]
public sealed record Apgd(
    [Range(1, 1_000_000)] int Iterations = 100,
    ApgdLoss Loss = ApgdLoss.Ce,
    [Range(1, 1_000_000), Needs("loss=ce-targeted", "loss=dlr-targeted")] int? Targets = null,
    [Range(1, 1_000_000)] int? Restarts = null,
    [Range(0, 1)] double Rho = 0.75,
    bool? Shrink = null
) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreeNorms.Demand(threat, ToString());
        var targets = TargetCount(clean, objective, threat);
        var restarts = RestartCount(threat);
        return Survivors.Of(
            clean,
            objective,
            random,
            targets * restarts,
            (images, remaining, turnRandom, turn) =>
            {
                var raised = Loss.Raised(images, remaining, rank: 2 + turn / restarts);
                return Run(images, raised, threat, turnRandom);
            }
        );
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => ThreeNorms.Have(threat);

    /// <summary>
    /// Its name, and the options that are not those of AutoAttack and do something in the threat
    /// model: steps in L1 do not ask ρ, and <c>shrink</c> may say what the norm has anyway.
    /// </summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this, ["loss", .. IdleIn(threat)]);

    /// <summary>As papers write it, <c>APGD-CE</c>.</summary>
    public override string ToString() =>
        Loss switch
        {
            ApgdLoss.Dlr => "APGD-DLR",
            ApgdLoss.CeTargeted => "APGD-CE-T",
            ApgdLoss.DlrTargeted => "APGD-T",
            _ => "APGD-CE",
        };

    private IEnumerable<string> IdleIn(ThreatModel threat)
    {
        if (threat is L1)
            yield return "rho";
        if (Shrink == IsShrunkIn(threat))
            yield return "shrink";
    }

    private static bool IsShrunkIn(ThreatModel threat) => threat is L1;

    private int TargetCount(Tensor clean, IObjective objective, ThreatModel threat)
    {
        if (Loss is ApgdLoss.Ce)
            return 1;

        var classes = Classes.Of(ToString(), clean, objective, Loss.LeastClasses());
        if (!Loss.IsTargeted())
            return 1;

        return TargetClasses.Count(classes, Targets, standard: threat is L1 ? 5 : 9);
    }

    private int RestartCount(ThreatModel threat) => Restarts ?? (threat is L1 && !Loss.IsTargeted() ? 5 : 1);

    private Tensor Run(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var shrinks = Shrink ?? IsShrunkIn(threat);
        var found = shrinks
            ? ThroughLargerBalls(clean, objective, threat, random)
            : InsideTheBall(clean, objective, threat, random);
        return threat.Project(found.Points(), clean); // what the run's rounding left outside
    }

    private ApgdPoints InsideTheBall(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var start = BorderPoint.Of(threat, clean, random);
        return new ApgdRun(Iterations, Rho, Dense: true).From(start, clean, objective, threat);
    }

    // Radii 3ε, 2ε and ε; each stage starts at the best points of the stage before, projected.
    private ApgdPoints ThroughLargerBalls(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreatModel Larger(int radii) => threat with { Radius = radii * threat.Radius };
        ApgdPoints Stage(Tensor start, int radii, int steps)
        {
            var ball = Larger(radii);
            return new ApgdRun(steps, Rho).From(ball.Project(start, clean), clean, objective, ball);
        }

        var earlySteps = (int)Math.Ceiling(0.3 * Iterations);
        var lastSteps = Math.Max(Iterations - 2 * earlySteps, 0);
        var outer = Stage(BorderPoint.Of(Larger(3), clean, random), 3, earlySteps);
        var middle = Stage(outer.Best, 2, earlySteps);
        return Stage(middle.Best, 1, lastSteps);
    }
}
