namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// One run of Auto-PGD from a given start: the same start gives the same points, nothing is drawn.
/// </summary>
/// <remarks>
/// Shape: images [N, C, H, W] in [0, 1]. One forward and one backward pass an iteration, and one
/// for the start.
/// <para>
/// Reference: Croce and Hein 2020, arXiv:2003.01690, algorithm 1; for L1, Croce and Hein 2021,
/// arXiv:2103.01208, algorithm 1.
/// </para>
/// </remarks>
/// <param name="Iterations">How many steps.</param>
/// <param name="Rho">
/// ρ, the part of a window's steps that have to raise the loss, or the step is halved.
/// </param>
/// <param name="Dense">
/// Whether the start tells nothing of how many pixels to move, as one drawn at random does not (L1
/// alone).
/// </param>
public sealed record ApgdRun(int Iterations = 100, double Rho = 0.75, bool Dense = false)
{
    private sealed record Ascent(Tensor X, Tensor Before, Tensor Gradient, Tensor BestGradient, ApgdPoints Found);

    /// <summary>Runs.</summary>
    /// <param name="start">[N, C, H, W], inside the threat model.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What to raise.</param>
    /// <param name="threat">Where points may lie.</param>
    public ApgdPoints From(Tensor start, Tensor clean, IObjective objective, ThreatModel threat)
    {
        var x = start.clamp(0, 1);
        var at = objective.At(x);
        var begin = new Ascent(x, x, at.Gradient, at.Gradient, new(x, at.Losses, x, Fooled(objective, at)));
        var pace = Pace.For(threat, Iterations, Rho, x, at.Losses, clean, Dense);
        return Iterate
            .Fold(Iterations, (begin, pace), (now, i) => Next(now.begin, now.pace, clean, objective, i == 0))
            .begin.Found;
    }

    private static (Ascent, Pace) Next(Ascent now, Pace pace, Tensor clean, IObjective objective, bool first)
    {
        var x = pace.Step(now.X, now.Before, now.Gradient, clean, first);
        var at = objective.At(x);
        var (better, fooled) = (at.Losses.gt(now.Found.BestLoss), Fooled(objective, at));
        var found = new ApgdPoints(
            Rows(better, x, now.Found.Best),
            where(better, at.Losses, now.Found.BestLoss),
            Rows(fooled, x, now.Found.Adversarial),
            fooled.logical_or(now.Found.Fooled)
        );
        var bestGradient = Rows(better, at.Gradient, now.BestGradient);
        var (next, back) = pace.After(at.Losses, found.Best, found.BestLoss, clean);
        return back is null
            ? (new(x, now.X, at.Gradient, bestGradient, found), next)
            : (new(Rows(back, found.Best, x), now.X, Rows(back, bestGradient, at.Gradient), bestGradient, found), next);
    }

    private static Tensor Fooled(IObjective objective, ObjectivePoint at) =>
        objective.Fooled(at.Outputs) ?? zeros_like(at.Losses, dtype: ScalarType.Bool);

    private static Tensor Rows(Tensor which, Tensor there, Tensor elsewhere) =>
        where(which.view(-1, 1, 1, 1), there, elsewhere);
}

/// <summary>What a run of Auto-PGD found.</summary>
/// <param name="Best">The points of the highest loss, [N, C, H, W].</param>
/// <param name="BestLoss">Their losses, [N].</param>
/// <param name="Adversarial">
/// The last point that fooled the network; where none did, the start. [N, C, H, W].
/// </param>
/// <param name="Fooled">
/// Where any point did, bool [N]; nowhere, if the objective knows no labels.
/// </param>
public sealed record ApgdPoints(Tensor Best, Tensor BestLoss, Tensor Adversarial, Tensor Fooled)
{
    /// <summary>
    /// The points that fooled the network where there are any, elsewhere those of the highest loss;
    /// in [0, 1] to the last bit.
    /// </summary>
    public Tensor Points() => where(Fooled.view(-1, 1, 1, 1), Adversarial, Best).clamp(0, 1);
}
