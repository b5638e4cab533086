namespace RoCL.Core.Ranks;

/// <summary>The rows of a batch that are one rank's: they lie side by side.</summary>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows it has.</param>
/// <param name="Batch">How many rows the batch has.</param>
public sealed record RankShare(long From, long Count, long Batch)
{
    /// <summary>The share of a rank.</summary>
    /// <param name="collective">The ranks; their number divides the batch.</param>
    /// <param name="batch">How many rows the batch has.</param>
    public static RankShare Of(ICollective collective, long batch)
    {
        var count = batch / collective.World;
        return new(collective.Rank * count, count, batch);
    }

    /// <summary>Whether all rows are this rank's.</summary>
    public bool IsWhole => Count == Batch;

    /// <summary>
    /// The random values of the rank's images: those that they have in the whole batch.
    /// </summary>
    /// <param name="whole">The source of the whole batch.</param>
    public Rng Only(Rng whole) => IsWhole ? whole : whole.Only(Rows);

    /// <summary>The rank's rows of a tensor of the whole batch.</summary>
    /// <param name="whole">[N, ...].</param>
    public Tensor Only(Tensor whole) => IsWhole ? whole : whole.narrow(0, From, Count);

    private IEnumerable<long> Rows => Enumerable.Range(0, (int)Count).Select(row => From + row);
}
