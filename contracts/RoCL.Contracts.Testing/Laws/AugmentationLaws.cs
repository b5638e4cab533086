namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IAugmentation"/>.</summary>
public static class AugmentationLaws
{
    private static readonly LawScope AllCasesAndOptionEnds = new(OptionEnds: true);
    private static readonly LawScope HalfOfTheCases = new(OneCaseIn: 2);
    private static readonly LawScope QuarterOfTheCases = new(OneCaseIn: 4);

    /// <summary>
    /// As many images as before, of the same shape, type and device, and in [0, 1].
    /// </summary>
    public static Law<IAugmentation> StaysInRange { get; } =
        Law(
            "gives back as many images of the same shape, type and device, in [0, 1]",
            AllCasesAndOptionEnds,
            (create, batch, images) => Discrepancy.NotImages(Augmented(create(), images, batch), images)
        );

    /// <summary>
    /// The same random values give the same images: there is no other source of randomness, no
    /// clock, and nothing kept from an earlier call.
    /// </summary>
    public static Law<IAugmentation> IsPure { get; } =
        Law(
            "gives the same images for the same randomness",
            HalfOfTheCases,
            (create, batch, images) =>
            {
                var augmentation = create();
                var newAugmentation = create();
                var augmented = Augmented(augmentation, images, batch);
                var again = Augmented(augmentation, images, batch);
                return Discrepancy.NotRepeated(augmented, again, Augmented(newAugmentation, images, batch));
            }
        );

    /// <summary>The input images stay unchanged.</summary>
    public static Law<IAugmentation> KeepsItsInputs { get; } =
        Law(
            "does not write to the images that it is given",
            HalfOfTheCases,
            (create, batch, images) =>
            {
                Augmented(create(), images, batch);
                return Discrepancy.Different("the images before and after", images, batch.Pixels);
            }
        );

    /// <summary>
    /// Each image has random values of its own, so that an image has the same result in a part of
    /// the batch as in the whole batch.
    /// </summary>
    public static Law<IAugmentation> FollowsTheImage { get; } =
        Law(
            "does to an image alone what it does to it among others",
            HalfOfTheCases,
            (create, batch, images) =>
            {
                var augmentation = create();
                var random = batch.Random("augment");
                var together = Augmented(augmentation, images, batch);
                for (var i = 0; i < batch.Images; i++)
                {
                    var alone = augmentation.Apply(images.narrow(0, i, 1), random.Only([i]));
                    var what = $"image {i} alone and among others";
                    if (Discrepancy.Different(what, alone, together.narrow(0, i, 1), 1e-5) is { } wrong)
                        return wrong;
                }
                return null;
            }
        );

    /// <summary>A batch may have a single image.</summary>
    public static Law<IAugmentation> TakesOneImage { get; } =
        Law(
            "takes a batch of one image",
            QuarterOfTheCases,
            (create, batch, _) =>
            {
                var single = batch with { Images = 1 };
                var image = single.Pixels;
                return Discrepancy.NotImages(Augmented(create(), image, single), image);
            }
        );

    /// <summary>The images' memory layout changes nothing.</summary>
    public static Law<IAugmentation> TakesAnyLayout { get; } =
        Law(
            "gives the same for images however they lie in memory",
            QuarterOfTheCases,
            (create, batch, images) =>
            {
                var augmentation = create();
                Tensor InLayout(MemoryLayout layout) =>
                    Augmented(augmentation, ImageBatch.InLayout(images, layout), batch);

                var contiguous = InLayout(MemoryLayout.Contiguous);
                foreach (var layout in Enum.GetValues<MemoryLayout>())
                {
                    var what = $"{layout} and {MemoryLayout.Contiguous}";
                    if (Discrepancy.Different(what, InLayout(layout), contiguous, 1e-5) is { } wrong)
                        return wrong;
                }
                return null;
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IAugmentation> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            QuarterOfTheCases,
            (create, batch, images) =>
            {
                var augmentation = create();
                return Discrepancy.LeakedTensors(() => Augmented(augmentation, images, batch));
            }
        );

    /// <summary>All laws of augmentations.</summary>
    public static IReadOnlyList<Law<IAugmentation>> All { get; } =
    [StaysInRange, IsPure, KeepsItsInputs, FollowsTheImage, TakesOneImage, TakesAnyLayout, LeavesNoTensor];

    private static Law<IAugmentation> Law(
        string sentence,
        LawScope scope,
        Func<Func<IAugmentation>, ImageBatch, Tensor, string?> observe
    ) =>
        Law<IAugmentation>.For(
            sentence,
            _ => ImageBatch.Any(),
            (create, batch) => observe(create, batch, batch.Pixels),
            scope
        );

    private static Tensor Augmented(IAugmentation augmentation, Tensor images, ImageBatch batch) =>
        augmentation.Apply(images, batch.Random("augment"));
}
