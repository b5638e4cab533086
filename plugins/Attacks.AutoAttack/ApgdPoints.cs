namespace RoCL.Attacks.AutoAttack;

/// <summary>What a run of Auto-PGD found.</summary>
/// <param name="Best">The points of the highest loss, [N, C, H, W].</param>
/// <param name="BestLoss">Their losses, [N].</param>
/// <param name="Adversarial">
/// The last point that fooled the network; where none did, the start. [N, C, H, W].
/// </param>
/// <param name="Fooled">
/// Where any point did, bool [N]; nowhere, if the objective has no labels.
/// </param>
public sealed record ApgdPoints(Tensor Best, Tensor BestLoss, Tensor Adversarial, Tensor Fooled)
{
    /// <summary>
    /// The points that fooled the network where there are any, elsewhere those of the highest loss;
    /// in [0, 1] to the last bit.
    /// </summary>
    public Tensor Points() => Rows.Where(Fooled, Adversarial, Best).clamp(0, 1);

    /// <summary>What is found after one more step.</summary>
    /// <param name="x">The step's points, [N, C, H, W].</param>
    /// <param name="losses">Their losses, [N].</param>
    /// <param name="better">Where a loss is above the best so far, bool [N].</param>
    /// <param name="fooled">Where the network is fooled, bool [N].</param>
    internal ApgdPoints With(Tensor x, Tensor losses, Tensor better, Tensor fooled) =>
        new(
            Rows.Where(better, x, Best),
            where(better, losses, BestLoss),
            Rows.Where(fooled, x, Adversarial),
            fooled.logical_or(Fooled)
        );
}
