namespace RoCL.Evaluations.FineTuning;

/// <summary>The images of a step, on the device that it computes on.</summary>
/// <param name="Images">[N, C, H, W] in [0, 1].</param>
/// <param name="Labels">int64 [N].</param>
/// <param name="Indices">Their places in the training data, int64 [N].</param>
/// <param name="Random">The step's random values.</param>
internal sealed record StepImages(Tensor Images, Tensor Labels, Tensor Indices, Rng Random)
{
    /// <summary>The images of a step, as they are in the training data.</summary>
    public static StepImages Of(IBench bench, DescentStep step)
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
    /// <param name="augmentations">In their order; none leave the images as they are.</param>
    /// <param name="purpose">
    /// The name of the view: another view has other random values, here and in whatever follows.
    /// </param>
    public StepImages Augmented(IReadOnlyList<IAugmentation> augmentations, string purpose)
    {
        using var quiet = no_grad();
        var random = Random.For(purpose);
        var images = Images;
        for (var i = 0; i < augmentations.Count; i++)
            images = augmentations[i].Apply(images, random.For("augmentation", i));
        return this with { Images = images, Random = random };
    }

    /// <summary>What a loss receives about views of these images.</summary>
    /// <param name="outputs">The outputs of each view, [N, D].</param>
    public LossInput ToLossInput(params IReadOnlyList<Tensor> outputs) =>
        new(outputs) { Labels = Labels, Indices = Indices };
}
