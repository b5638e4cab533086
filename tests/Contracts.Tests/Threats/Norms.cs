namespace Contracts.Tests.Threats;

/// <summary>
/// Norms in float64, computed without the code under test: of images [N, C, H, W], or of several
/// batches of them at once, [P, N, C, H, W].
/// </summary>
internal static class Norms
{
    /// <summary>
    /// The length of each image in a threat model's norm, float64 [..., N, 1, 1, 1].
    /// </summary>
    public static Tensor Of(ThreatModel threat, Tensor images)
    {
        var flat = Flat(images);
        var length = threat switch
        {
            LInf => flat.abs().amax(-1),
            L2 => flat.norm(-1),
            _ => flat.abs().sum(-1),
        };
        return OfEachImage(length);
    }

    /// <summary>
    /// The dual norm: the greatest inner product of each image with a direction of length 1,
    /// float64 [..., N, 1, 1, 1].
    /// </summary>
    public static Tensor Dual(ThreatModel threat, Tensor images)
    {
        var flat = Flat(images);
        var length = threat switch
        {
            LInf => flat.abs().sum(-1),
            L2 => flat.norm(-1),
            _ => flat.abs().amax(-1),
        };
        return OfEachImage(length);
    }

    /// <summary>The inner product of each pair of images, float64 [..., N, 1, 1, 1].</summary>
    public static Tensor Inner(Tensor left, Tensor right) => OfEachImage((Flat(left) * Flat(right)).sum(-1));

    private static Tensor Flat(Tensor images) => images.to(ScalarType.Float64).flatten(-3);

    private static Tensor OfEachImage(Tensor values) => values.unsqueeze(-1).unsqueeze(-1).unsqueeze(-1);
}
