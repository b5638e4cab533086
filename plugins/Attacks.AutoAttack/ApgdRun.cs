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
/// Whether the start says nothing about how many pixels to move, as one drawn at random does not
/// (L1 alone).
/// </param>
public sealed record ApgdRun(int Iterations = 100, double Rho = 0.75, bool Dense = false)
{
    private sealed record Ascent(
        Tensor X,
        Tensor Previous,
        Tensor Gradient,
        Tensor BestGradient,
        ApgdPoints Found,
        StepRule Rule
    );

    /// <summary>The points that a run finds.</summary>
    /// <param name="start">[N, C, H, W], inside the threat model.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What to raise.</param>
    /// <param name="threat">Where points may lie.</param>
    public ApgdPoints From(Tensor start, Tensor clean, IObjective objective, ThreatModel threat)
    {
        var x = start.clamp(0, 1);
        var point = objective.At(x);
        var found = new ApgdPoints(x, point.Losses, x, Fooled(objective, point));
        var rule = StepRule.For(threat, Iterations, Rho, x, point.Losses, clean, Dense);
        var begin = new Ascent(x, x, point.Gradient, point.Gradient, found, rule);

        var end = Iterate.Fold(Iterations, begin, (ascent, k) => Next(ascent, clean, objective, isFirst: k == 0));
        return end.Found;
    }

    private static Ascent Next(Ascent now, Tensor clean, IObjective objective, bool isFirst)
    {
        var x = now.Rule.Step(now.X, now.Previous, now.Gradient, clean, isFirst);
        var point = objective.At(x);

        var better = point.Losses.gt(now.Found.BestLoss);
        var found = now.Found.With(x, point.Losses, better, Fooled(objective, point));
        var bestGradient = Rows.Where(better, point.Gradient, now.BestGradient);

        var (rule, returning) = now.Rule.After(point.Losses, found.Best, found.BestLoss, clean);
        if (returning is null)
            return new(x, now.X, point.Gradient, bestGradient, found, rule);

        var next = Rows.Where(returning, found.Best, x);
        var nextGradient = Rows.Where(returning, bestGradient, point.Gradient);
        return new(next, now.X, nextGradient, bestGradient, found, rule);
    }

    private static Tensor Fooled(IObjective objective, ObjectivePoint point) =>
        objective.Fooled(point.Outputs) ?? zeros_like(point.Losses, dtype: ScalarType.Bool);
}
