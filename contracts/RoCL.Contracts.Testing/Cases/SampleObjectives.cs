using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Builds the objectives of each <see cref="ObjectiveKind"/> for a batch of images.
/// </summary>
internal static class SampleObjectives
{
    private const int Classes = 5;
    private const int EmbeddingDimensions = 6;
    private const double Temperature = 0.5;

    /// <summary>L(x) = ⟨g, x⟩ for each image, with a tenth of g zero.</summary>
    public static SampleObjective Linear(ImageBatch batch)
    {
        var slope = Slope(batch);
        return OnPixels(batch, pixels => (slope * pixels).sum(1));
    }

    /// <summary>L(x) = −‖x − s‖² for each image, with its maximum at a random image s.</summary>
    public static SampleObjective Quadratic(ImageBatch batch)
    {
        var summit = batch.Random("summit").Uniform(batch.Images, PixelsOf(batch));
        return OnPixels(batch, pixels => -(pixels - summit).square().sum(1));
    }

    /// <summary>L(x) = 0, as a function of x.</summary>
    public static SampleObjective Flat(ImageBatch batch) => OnPixels(batch, pixels => (0 * pixels).sum(1));

    /// <summary>
    /// Cross-entropy over similarities to noisy embeddings of all images, less the similarity to
    /// the image's own.
    /// </summary>
    public static SampleObjective Contrastive(ImageBatch batch)
    {
        var pixels = PixelsOf(batch);
        var weights = Normal(batch, "weights", pixels, EmbeddingDimensions) / Math.Sqrt(pixels);
        Tensor Embedded(Tensor images) => functional.normalize((images.flatten(1) - 0.5).mm(weights), dim: 1);

        var noise = 0.1 * Normal(batch, "targets", batch.Images, EmbeddingDimensions);
        var targets = functional.normalize(Embedded(batch.Pixels) + noise, dim: 1).detach();
        Tensor Losses(Tensor embeddings)
        {
            var logProbabilities = functional.log_softmax(embeddings.mm(targets.t()) / Temperature, 1);
            return -logProbabilities.diagonal() + (embeddings * targets).sum(1).neg();
        }
        return new(Embedded, Losses, null, targets);
    }

    /// <summary>The cross-entropy of a small network with random labels.</summary>
    public static SampleObjective Classifier(ImageBatch batch)
    {
        var network = SmallNetwork.Build(batch.Shape.Channels, Classes, SeedOf(batch));
        var labels = (batch.Random("labels").Uniform(batch.Images) * Classes).floor().to(ScalarType.Int64);
        Tensor Losses(Tensor logits) => functional.cross_entropy(logits, labels, reduction: Reduction.None);
        return new(network.call, Losses, labels, zeros(batch.Images, Classes)) { Network = network };
    }

    private static SampleObjective OnPixels(ImageBatch batch, Func<Tensor, Tensor> losses) =>
        new(images => images.flatten(1), losses, null, zeros(batch.Images, PixelsOf(batch)));

    private static Tensor Slope(ImageBatch batch)
    {
        var pixels = PixelsOf(batch);
        var isSloped = new Rng(SeedOf(batch).For("flat"), batch.Images).Uniform(batch.Images, pixels).gt(0.1);
        return new Rng(SeedOf(batch), batch.Images).Normal(batch.Images, pixels) * isSloped;
    }

    private static Tensor Normal(ImageBatch batch, string purpose, int rows, int columns) =>
        new Rng(SeedOf(batch).For(purpose), rows).Normal(rows, columns);

    private static Seed SeedOf(ImageBatch batch) => new Seed(batch.Seed).For("objective");

    private static int PixelsOf(ImageBatch batch) => batch.Shape.Channels * batch.Shape.Height * batch.Shape.Width;
}
