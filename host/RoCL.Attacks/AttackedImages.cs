using RoCL.Core.Numbers;

namespace RoCL.Attacks;

/// <summary>Images that were attacked, and what the classifier made of them.</summary>
/// <param name="Attack">
/// The attack's short name, such as <c>AutoAttack</c> or <c>PGD-20</c>.
/// </param>
/// <param name="Threat">The set that each image stayed in.</param>
/// <param name="Images">
/// The attacked images, float32 [N, C, H, W] in [0, 1], in the order of the clean ones. They belong
/// to the caller, or to the caller's dispose scope.
/// </param>
/// <param name="CorrectBefore">For each clean image, whether it was classified correctly.</param>
/// <param name="CorrectAfter">For each attacked image, whether it was classified correctly.</param>
public sealed record AttackedImages(
    string Attack,
    ThreatModel Threat,
    Tensor Images,
    IReadOnlyList<bool> CorrectBefore,
    IReadOnlyList<bool> CorrectAfter
)
{
    /// <summary>The share of clean images that were classified correctly, from 0 to 1.</summary>
    public double CleanAccuracy => Share(CorrectBefore);

    /// <summary>
    /// The share of images that were classified correctly before and after the attack, from 0 to 1.
    /// </summary>
    public double RobustAccuracy => Share([.. CorrectBefore.Zip(CorrectAfter, (before, after) => before && after)]);

    /// <summary>
    /// One line, such as <c>PGD-20 linf 8/255: 91.3 % of 1000 images right before the attack, 44.0
    /// % after it</c>.
    /// </summary>
    public override string ToString() =>
        $"{Attack} {Threat}: {Percentage.Of(CleanAccuracy)} of {CorrectBefore.Count} images right before the attack, "
        + $"{Percentage.Of(RobustAccuracy)} after it";

    private static double Share(IReadOnlyList<bool> correct) => correct.Count(each => each) / (double)correct.Count;
}
