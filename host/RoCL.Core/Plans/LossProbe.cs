namespace RoCL.Core.Plans;

/// <summary>What a loss is, as far as a few made-up outputs show.</summary>
/// <param name="loss">The loss.</param>
/// <param name="views">The number of views that it sees.</param>
internal sealed class LossProbe(ILoss loss, int views)
{
    private const int Images = 4;
    private const int Width = 8;
    private const double Rounding = 1e-5;

    /// <summary>
    /// Whether it compares images with one another: two halves of a batch by themselves give
    /// another mean than the whole. <see langword="false"/> where such numbers do not suit the
    /// loss.
    /// </summary>
    public bool IsOfWholeBatch => Tried(Excess) is { } excess && excess > Rounding;

    /// <summary>
    /// Whether the loss of an image surely depends on no other image. <see langword="false"/> where
    /// such numbers do not suit the loss.
    /// </summary>
    public bool FallsApart => Tried(Excess) is { } excess && excess <= Rounding;

    /// <summary>
    /// Its value where all embeddings are equal, (V - 1) ln(VN - 1) for NT-Xent;
    /// <see langword="null"/> where such numbers do not suit the loss.
    /// </summary>
    /// <param name="images">N, the number of images.</param>
    public double? OfEqual(int images) =>
        Tried(() => Of([.. Enumerable.Range(0, views).Select(_ => ones(images, Width))], 0, images));

    private static double? Tried(Func<double?> value)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            return value();
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private static Tensor Random(int view) =>
        new Rng(new Seed(0).For("embeddings", view), Images, CPU).Uniform([Images, Width]);

    // How far two halves by themselves are from the whole.
    private double? Excess()
    {
        ImmutableArray<Tensor> outputs = [.. Enumerable.Range(0, views).Select(Random)];
        var half = Images / 2;
        var halves = (Of(outputs, 0, half) + Of(outputs, half, half)) / 2;
        var whole = Of(outputs, 0, Images);
        return Math.Abs(halves - whole) / (1 + Math.Abs(whole));
    }

    private double Of(ImmutableArray<Tensor> outputs, int from, int count)
    {
        var input = new LossInput([.. outputs.Select(output => output.narrow(0, from, count))])
        {
            Names = [.. outputs.Select((_, i) => $"{i}")],
            Labels = arange(from, from + count, ScalarType.Int64).remainder(2),
            Indices = arange(from, from + count, ScalarType.Int64),
        };
        return loss.Of(input).mean().item<float>();
    }
}
