using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Auto-PGD: projected gradient ascent with momentum that finds its own step size.
/// </summary>
/// <remarks>
/// Steps begin at two radii (L1: one) and shrink where the loss stops rising; see
/// <see cref="ApgdRun"/>. A targeted loss takes the classes of the second largest clean logit, the
/// third, and so on, each in runs of its own; an image is left alone as soon as it is fooled.
/// Without labels, and for what nothing fools, the point of the highest loss is given back.
/// <para>
/// Any threat model; any objective for <c>ce</c>. Shape: images [N, C, H, W] in [0, 1].
/// </para>
/// <para>
/// Errors: ROCL0334 a loss other than <c>ce</c> where there are no labels, ROCL0335 fewer classes
/// than the loss compares.
/// </para>
/// <para>
/// Reference: Croce and Hein 2020, arXiv:2003.01690; for L1, Croce and Hein 2021, arXiv:2103.01208.
/// </para>
/// </remarks>
/// <param name="Iterations">Steps of a run. The paper: 100.</param>
/// <param name="Loss">What is raised.</param>
/// <param name="Targets">
/// How many target classes, at the most one fewer than there are; AutoAttack's when left out: 9,
/// for L1 5.
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
[Component("apgd", "Auto-PGD, Croce and Hein 2020")]
public sealed record Apgd(
    [Range(1, 1_000_000)] int Iterations = 100,
    ApgdLoss Loss = ApgdLoss.Ce,
    [Range(1, 1_000_000)] int? Targets = null,
    [Range(1, 1_000_000)] int? Restarts = null,
    [Range(0, 1)] double Rho = 0.75,
    bool? Shrink = null
) : IAttack
{
    private bool Targeted => Loss is ApgdLoss.CeTargeted or ApgdLoss.DlrTargeted;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var least = Loss switch
        {
            ApgdLoss.Dlr => 3,
            ApgdLoss.DlrTargeted => 4,
            _ => 2,
        };
        var classes = Loss is ApgdLoss.Ce ? 0 : Classes.Of(ToString(), clean, objective, least);
        var targets = Targeted ? (int)Math.Min(classes - 1, Targets ?? (threat is L1 ? 5 : 9)) : 1;
        var restarts = Restarts ?? (threat is L1 && !Targeted ? 5 : 1);
        return Survivors.Of(
            clean,
            objective,
            random,
            targets * restarts,
            (images, aim, mine, turn) => Run(images, Aimed(images, aim, rank: 2 + turn / restarts), threat, mine)
        );
    }

    private IObjective Aimed(Tensor clean, IObjective objective, int rank) =>
        Loss switch
        {
            ApgdLoss.Dlr => objective.Aim(LogitLosses.Dlr(objective.Labels!)),
            ApgdLoss.CeTargeted => objective.Aim(
                LogitLosses.CeTargeted(LogitLosses.Ranked(objective.Outputs(clean), rank))
            ),
            ApgdLoss.DlrTargeted => objective.Aim(
                LogitLosses.DlrTargeted(objective.Labels!, LogitLosses.Ranked(objective.Outputs(clean), rank))
            ),
            _ => objective,
        };

    private Tensor Run(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var found =
            Shrink ?? threat is L1
                ? Inwards(clean, objective, threat, random)
                : new ApgdRun(Iterations, Rho, Dense: true).From(
                    Start.At(threat, clean, random),
                    clean,
                    objective,
                    threat
                );
        return threat.Project(found.Points(), clean); // what the run's rounding left outside
    }

    private ApgdPoints Inwards(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var early = (int)Math.Ceiling(0.3 * Iterations);
        ThreatModel Wider(int times) => threat with { Radius = times * threat.Radius };
        ApgdPoints Stage(Tensor start, int times, int steps) =>
            new ApgdRun(steps, Rho).From(Wider(times).Project(start, clean), clean, objective, Wider(times));
        var outer = Stage(Start.At(Wider(3), clean, random), 3, early);
        return Stage(Stage(outer.Best, 2, early).Best, 1, Math.Max(Iterations - 2 * early, 0));
    }

    /// <summary>As papers write it, <c>APGD-CE</c>.</summary>
    public override string ToString() =>
        Loss switch
        {
            ApgdLoss.Dlr => "APGD-DLR",
            ApgdLoss.CeTargeted => "APGD-CE-T",
            ApgdLoss.DlrTargeted => "APGD-T",
            _ => "APGD-CE",
        };
}
