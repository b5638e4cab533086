namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IMixing"/>.</summary>
public static class MixingLaws
{
    private static readonly LawScope AllCasesAndOptionEnds = new(OptionEnds: true);
    private static readonly LawScope HalfOfTheCases = new(OneCaseIn: 2);

    /// <summary>What comes back are images of the same form in [0, 1].</summary>
    public static Law<IMixing> MakesImages { get; } =
        Law(
            "gives back finite images in [0, 1] of the same shape, type and device",
            AllCasesAndOptionEnds,
            (create, batch) => Discrepancy.NotImages(Mixed(create(), batch).Images, batch.Pixels)
        );

    /// <summary>Each partner is a row of the batch.</summary>
    public static Law<IMixing> NamesPartners { get; } =
        Law(
            "names a row of the batch as each image's partner, int64 [N]",
            AllCasesAndOptionEnds,
            (create, batch) =>
            {
                var partners = Mixed(create(), batch).Partners;
                if (partners.dtype != ScalarType.Int64 || !partners.shape.SequenceEqual([batch.Images]))
                    return $"partners {partners.dtype} {Discrepancy.Shape(partners)} for {batch.Images} images";
                var least = partners.min().item<long>();
                var greatest = partners.max().item<long>();
                return least >= 0 && greatest < batch.Images
                    ? null
                    : $"partners from {least} to {greatest} for {batch.Images} images";
            }
        );

    /// <summary>Each weight is a share.</summary>
    public static Law<IMixing> GivesShares { get; } =
        Law(
            "gives each image's own share, floating point [N] in [0, 1]",
            AllCasesAndOptionEnds,
            (create, batch) =>
            {
                var weights = Mixed(create(), batch).Weights;
                if (!weights.is_floating_point() || !weights.shape.SequenceEqual([batch.Images]))
                    return $"weights {weights.dtype} {Discrepancy.Shape(weights)} for {batch.Images} images";
                return Discrepancy.NotFinite("the weights", weights)
                    ?? Discrepancy.OutsideUnitRange(weights.to(ScalarType.Float32));
            }
        );

    /// <summary>An image that has all of its share is as it was.</summary>
    public static Law<IMixing> LeavesWholeImages { get; } =
        Law(
            "leaves an image as it was where its share is 1, or where it is its own partner",
            new(),
            (create, batch) =>
            {
                var mixed = Mixed(create(), batch);
                var own = arange(batch.Images, ScalarType.Int64);
                var isWhole = (mixed.Weights.eq(1) | mixed.Partners.eq(own)).view(-1, 1, 1, 1);
                var expected = where(isWhole, batch.Pixels, mixed.Images);
                return Discrepancy.Different("whole images before and after", mixed.Images, expected, 1e-6);
            }
        );

    /// <summary>The same seed mixes alike.</summary>
    public static Law<IMixing> IsDeterministic { get; } =
        Law(
            "mixes the same images for the same seed",
            HalfOfTheCases,
            (create, batch) =>
            {
                var mixing = create();
                var first = Mixed(mixing, batch);
                var again = Mixed(mixing, batch);
                var anew = Mixed(create(), batch);
                return Discrepancy.NotRepeated(first.Images, again.Images, anew.Images)
                    ?? Discrepancy.NotRepeated(first.Partners, again.Partners, anew.Partners)
                    ?? Discrepancy.NotRepeated(first.Weights, again.Weights, anew.Weights);
            }
        );

    /// <summary>The images that it receives stay unchanged.</summary>
    public static Law<IMixing> KeepsItsInput { get; } =
        Law(
            "does not write to the images",
            HalfOfTheCases,
            (create, batch) =>
            {
                var images = batch.Pixels;
                create().Mix(images, batch.Random("mixing"));
                return Discrepancy.Different("the images before and after", images, batch.Pixels);
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IMixing> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(OneCaseIn: 4),
            (create, batch) =>
            {
                var mixing = create();
                return Discrepancy.LeakedTensors(() => Mixed(mixing, batch));
            }
        );

    /// <summary>All laws of mixings.</summary>
    public static IReadOnlyList<Law<IMixing>> All { get; } =
    [MakesImages, NamesPartners, GivesShares, LeavesWholeImages, IsDeterministic, KeepsItsInput, LeavesNoTensor];

    private static Mixed Mixed(IMixing mixing, ImageBatch batch) => mixing.Mix(batch.Pixels, batch.Random("mixing"));

    private static Law<IMixing> Law(
        string sentence,
        LawScope scope,
        Func<Func<IMixing>, ImageBatch, string?> observe
    ) => Law<IMixing>.For(sentence, _ => ImageBatch.Any(), observe, scope);
}
