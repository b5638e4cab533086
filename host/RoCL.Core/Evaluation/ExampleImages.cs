namespace RoCL.Core.Evaluation;

/// <summary>A few images of an evaluation before and after its first attack, for people.</summary>
/// <param name="Condition">The attacked condition's name in the result.</param>
/// <param name="Attack">The attack, and the condition without it.</param>
/// <param name="Test">All images that were measured on, with their classes.</param>
/// <param name="Rows">Which test images they are, from 0.</param>
/// <param name="Clean">[N, C, H, W] in [0, 1], on the CPU; the caller's own, in no scope.</param>
/// <param name="Attacked">As <paramref name="Clean"/>, after the attack.</param>
public sealed record ExampleImages(
    string Condition,
    ShownAttack Attack,
    IImages Test,
    ImmutableArray<int> Rows,
    Tensor Clean,
    Tensor Attacked
) : IDisposable
{
    private const string RowsName = "example rows";
    private const string CleanName = "example clean";
    private const string AttackedName = "example attacked";

    /// <summary>Deletes the images.</summary>
    public void Dispose()
    {
        Clean.Dispose();
        Attacked.Dispose();
    }

    /// <summary>Some images of a batch, by the names that a kept part has.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="attacked">[N, C, H, W].</param>
    internal static IEnumerable<KeyValuePair<string, Tensor>> Parts(long[] rows, Tensor clean, Tensor attacked)
    {
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
    /// <param name="attack">The attack.</param>
    /// <param name="test">All images that were measured on.</param>
    internal static ExampleImages? In(
        ImmutableSortedDictionary<string, Tensor> part,
        string condition,
        ShownAttack attack,
        IImages test
    ) =>
        part.TryGetValue(RowsName, out var rows)
            ? new(
                condition,
                attack,
                test,
                [.. rows.data<long>().Select(row => (int)row)],
                Kept(part[CleanName]),
                Kept(part[AttackedName])
            )
            : null;

    private static Tensor Kept(Tensor images) => images.clone().DetachFromDisposeScope();
}
