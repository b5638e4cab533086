namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IAugmentation"/> promises.</summary>
public static class AugmentationLaws
{
    private static readonly Breadth Half = new(Share: 2);

    /// <summary>As many images of the same shape, type and device, in [0, 1].</summary>
    public static Law<IAugmentation> StaysInRange { get; } =
        Law(
            "gives back as many images of the same shape, type and device, in [0, 1]",
            new(Ends: true),
            (augmentation, of, images) => Wrong(augmentation().Apply(images, of.Random("augment")), images)
        );

    /// <summary>
    /// The same randomness gives the same images: no other source, no clock, nothing kept from the
    /// call before.
    /// </summary>
    public static Law<IAugmentation> IsPure { get; } =
        Law(
            "gives the same images for the same randomness",
            Half,
            (augmentation, of, images) =>
            {
                var (first, made) = (augmentation(), augmentation());
                var augmented = first.Apply(images, of.Random("augment"));
                return Observed.Differing(
                        "the same call a second time",
                        first.Apply(images, of.Random("augment")),
                        augmented
                    )
                    ?? Observed.Differing(
                        "the same call on a component made anew",
                        made.Apply(images, of.Random("augment")),
                        augmented
                    );
            }
        );

    /// <summary>The images that it was given stay as they are.</summary>
    public static Law<IAugmentation> KeepsItsInputs { get; } =
        Law(
            "does not write to the images that it is given",
            Half,
            (augmentation, of, images) =>
            {
                augmentation().Apply(images, of.Random("augment"));
                return Observed.Differing("the images before and after", images, of.Pixels);
            }
        );

    /// <summary>
    /// Each image has values of its own, so it comes out of a part of the batch as it comes out of
    /// the whole.
    /// </summary>
    public static Law<IAugmentation> FollowsTheImage { get; } =
        Law(
            "does to an image alone what it does to it among others",
            Half,
            (augmentation, of, images) =>
            {
                var (made, random) = (augmentation(), of.Random("augment"));
                var together = made.Apply(images, of.Random("augment"));
                return Enumerable
                    .Range(0, of.Images)
                    .Select(i =>
                        Observed.Apart(
                            $"image {i} alone and among others",
                            made.Apply(images.narrow(0, i, 1), random.Only([i])),
                            together.narrow(0, i, 1),
                            1e-5
                        )
                    )
                    .FirstOrDefault(wrong => wrong is not null);
            }
        );

    /// <summary>A batch of one is a batch.</summary>
    public static Law<IAugmentation> TakesOneImage { get; } =
        Law(
            "takes a batch of one image",
            new(Share: 4),
            (augmentation, of, _) =>
            {
                var alone = of with { Images = 1 };
                var image = alone.Pixels;
                return Wrong(augmentation().Apply(image, alone.Random("augment")), image);
            }
        );

    /// <summary>Where the images lie in memory changes nothing.</summary>
    public static Law<IAugmentation> TakesAnyLayout { get; } =
        Law(
            "gives the same for images however they lie in memory",
            new(Share: 4),
            (augmentation, of, images) =>
            {
                var made = augmentation();
                var augmented = made.Apply(ImageBatch.Laid(images, MemoryLayout.Contiguous), of.Random("augment"));
                return Enum.GetValues<MemoryLayout>()
                    .Select(layout =>
                        Observed.Apart(
                            $"{layout} beside {MemoryLayout.Contiguous}",
                            made.Apply(ImageBatch.Laid(images, layout), of.Random("augment")),
                            augmented,
                            1e-5
                        )
                    )
                    .FirstOrDefault(wrong => wrong is not null);
            }
        );

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IAugmentation> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(Share: 4),
            (augmentation, of, images) =>
            {
                var made = augmentation();
                return Observed.Left(() => made.Apply(images, of.Random("augment")));
            }
        );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IAugmentation>> All { get; } =
    [StaysInRange, IsPure, KeepsItsInputs, FollowsTheImage, TakesOneImage, TakesAnyLayout, LeavesNoTensor];

    private static Law<IAugmentation> Law(
        string sentence,
        Breadth breadth,
        Func<Func<IAugmentation>, ImageBatch, Tensor, string?> seen
    ) =>
        Law<IAugmentation>.For(
            sentence,
            _ => ImageBatch.Any(),
            (augmentation, of) => seen(augmentation, of, of.Pixels),
            breadth
        );

    private static string? Wrong(Tensor augmented, Tensor images)
    {
        if (Observed.Unlike(augmented, images) is { } unlike)
            return unlike;
        if (Observed.NotFinite("the result", augmented) is { } odd)
            return odd;
        var (low, high) = (augmented.min().item<float>(), augmented.max().item<float>());
        return low >= -1e-6 && high <= 1 + 1e-6
            ? null
            : $"pixels run from {Observed.Number(low)} to {Observed.Number(high)} instead of [0, 1]";
    }
}
