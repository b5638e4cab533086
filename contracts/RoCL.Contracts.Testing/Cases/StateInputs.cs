namespace RoCL.Contracts.Testing;

/// <summary>What states begin for in cases, and the inputs that go with it.</summary>
internal static class StateInputs
{
    // The indices of cases are below it.
    private const long Images = 200;
    private const int Batch = 8;
    private const int Width = 5;
    private static readonly Seed Beginning = new(1);
    private static readonly ImageShape AnyImage = new(3, 8, 8);

    /// <summary>For a loss of some outputs.</summary>
    public static StateShape Of(LossInput input) =>
        new(
            input.Outputs.Count,
            [.. input.Outputs.Select(view => view.shape[1])],
            AnyImage,
            Images,
            Batch,
            CPU,
            Beginning
        );

    /// <summary>For an attack on some images.</summary>
    public static StateShape Of(ImageBatch batch) =>
        new(Views: 1, [Width], batch.Shape, Images, Math.Max(Batch, batch.Images), CPU, Beginning);

    /// <summary>The input of a loss, with indices as in training.</summary>
    public static LossInput Indexed(LossInput input) =>
        input with
        {
            Indices = input.Indices ?? arange(input.Outputs[0].shape[0], ScalarType.Int64) + 100,
        };

    /// <summary>The input of an attack.</summary>
    public static AttackInput Input(
        ImageBatch batch,
        Tensor clean,
        IObjective objective,
        ThreatModel threat,
        Rng random
    ) =>
        new(clean, objective, threat, random, arange(batch.Images, ScalarType.Int64) + 7)
        {
            Augmentations =
            [
                [],
            ],
        };
}
