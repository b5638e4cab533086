namespace Contracts.Tests.Threats;

/// <summary>Norms in float64, written without the code under test.</summary>
internal static class Norms
{
    /// <summary>The length of each image, [N, 1, 1, 1].</summary>
    public static Tensor Of(ThreatModel threat, Tensor images) =>
        Each(
            images,
            threat switch
            {
                LInf => flat => flat.abs().amax(1),
                L2 => flat => flat.norm(1),
                _ => flat => flat.abs().sum(1),
            }
        );

    /// <summary>
    /// The greatest inner product that a direction of length 1 can have with each image, [N, 1, 1,
    /// 1]: the dual norm.
    /// </summary>
    public static Tensor Dual(ThreatModel threat, Tensor images) =>
        Each(
            images,
            threat switch
            {
                LInf => flat => flat.abs().sum(1),
                L2 => flat => flat.norm(1),
                _ => flat => flat.abs().amax(1),
            }
        );

    /// <summary>The inner product of each image, [N, 1, 1, 1].</summary>
    public static Tensor Inner(Tensor left, Tensor right) =>
        (left.to(ScalarType.Float64) * right.to(ScalarType.Float64)).flatten(1).sum(1).view(-1, 1, 1, 1);

    private static Tensor Each(Tensor images, Func<Tensor, Tensor> length) =>
        length(images.to(ScalarType.Float64).flatten(1)).view(-1, 1, 1, 1);
}
