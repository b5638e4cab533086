namespace RoCL.Core.Evaluation;

/// <summary>A few images of an evaluation before and after its first attack, for people.</summary>
/// <param name="Condition">The attacked condition's name in the result.</param>
/// <param name="Threat">The set that the attack stayed in.</param>
/// <param name="Test">All images that were measured on, with their classes.</param>
/// <param name="Rows">Which test images they are, from 0.</param>
/// <param name="Clean">[N, C, H, W] in [0, 1], on the CPU; the caller's own, in no scope.</param>
/// <param name="Attacked">As <paramref name="Clean"/>, after the attack.</param>
public sealed record ExampleImages(
    string Condition,
    ThreatModel Threat,
    IImages Test,
    ImmutableArray<int> Rows,
    Tensor Clean,
    Tensor Attacked
) : IDisposable
{
    /// <summary>
    /// The condition without an attack; <see langword="null"/> until it is known.
    /// </summary>
    public string? CleanCondition { get; init; }

    // Eight images of 64 pixels and three channels; of larger images fewer, three at least.
    private const long MostNumbers = 8 * 3 * 64 * 64;
    private const long MostImages = 8;
    private const long FewestImages = 3;

    private const string RowsName = "example rows";
    private const string CleanName = "example clean";
    private const string AttackedName = "example attacked";

    /// <summary>Deletes the images.</summary>
    public void Dispose()
    {
        Clean.Dispose();
        Attacked.Dispose();
    }

    /// <summary>
    /// The images to keep of the first batch of an attacked condition, by names that a kept part
    /// has: one of each class, in their order, then those that come first.
    /// </summary>
    /// <param name="labels">int64 [N] on the CPU.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="attacked">[N, C, H, W].</param>
    internal static IEnumerable<KeyValuePair<string, Tensor>> Chosen(Tensor labels, Tensor clean, Tensor attacked)
    {
        var numbers = clean.numel() / clean.shape[0];
        var most = (int)Math.Clamp(MostNumbers / numbers, FewestImages, MostImages);
        var ofClass = labels.data<long>().ToArray();
        var firsts = Enumerable.Range(0, ofClass.Length).DistinctBy(row => ofClass[row]).OrderBy(row => ofClass[row]);
        long[] rows =
        [
            .. firsts.Concat(Enumerable.Range(0, ofClass.Length)).Distinct().Take(most).Select(row => (long)row),
        ];
        var chosen = tensor(rows, device: clean.device);
        return
        [
            new(RowsName, chosen.cpu()),
            new(CleanName, clean.index_select(0, chosen).cpu()),
            new(AttackedName, attacked.index_select(0, chosen).cpu()),
        ];
    }

    /// <summary>
    /// From a part that was kept; <see langword="null"/> where it holds none. Its tensors are
    /// copied.
    /// </summary>
    /// <param name="part">The part's tensors.</param>
    /// <param name="condition">The condition's name in the result.</param>
    /// <param name="threat">Its threat model.</param>
    /// <param name="test">All images that were measured on.</param>
    internal static ExampleImages? In(
        ImmutableSortedDictionary<string, Tensor> part,
        string condition,
        ThreatModel threat,
        IImages test
    ) =>
        part.TryGetValue(RowsName, out var rows)
            ? new(
                condition,
                threat,
                test,
                [.. rows.data<long>().Select(row => (int)row)],
                Kept(part[CleanName]),
                Kept(part[AttackedName])
            )
            : null;

    private static Tensor Kept(Tensor images) => images.clone().DetachFromDisposeScope();
}
