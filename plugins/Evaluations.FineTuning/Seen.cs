namespace RoCL.Evaluations.FineTuning;

/// <summary>What a step sees of its images, on the device that it computes on.</summary>
/// <param name="Images">[N, C, H, W] in [0, 1].</param>
/// <param name="Labels">int64 [N].</param>
/// <param name="Indices">Their places in the training data, int64 [N].</param>
/// <param name="Random">The step's random values.</param>
internal sealed record Seen(Tensor Images, Tensor Labels, Tensor Indices, Rng Random)
{
    /// <summary>The images of a step.</summary>
    public static Seen Of(IBench bench, DescentStep step)
    {
        var batch = bench.Train.Gather(step.Rows);
        return new(
            batch.Images.to(bench.Device),
            batch.Labels!.to(bench.Device),
            batch.Indices.to(bench.Device),
            step.Random
        );
    }

    /// <summary>The same images after augmentations, one after the other.</summary>
    /// <param name="augmentations">Which.</param>
    /// <param name="purpose">
    /// For which view: another view, other random values, there and in whatever comes after.
    /// </param>
    public Seen Through(IReadOnlyList<IAugmentation> augmentations, string purpose)
    {
        using var quiet = no_grad();
        var random = Random.For(purpose);
        var images = augmentations
            .Select((augmentation, i) => (augmentation, i))
            .Aggregate(Images, (seen, next) => next.augmentation.Apply(seen, random.For("augmentation", next.i)));
        return this with { Images = images, Random = random };
    }

    /// <summary>What a loss is told of views of these images.</summary>
    public LossInput Told(params IReadOnlyList<Tensor> outputs) => new(outputs) { Labels = Labels, Indices = Indices };
}
