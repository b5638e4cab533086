using RoCL.Core.Ranks;

namespace RoCL.Core.Training;

/// <summary>What a loss receives of images beside the outputs.</summary>
/// <param name="Labels">int64 [N]; <see langword="null"/> without labels.</param>
/// <param name="Indices">Their places in the training data, int64 [N].</param>
internal sealed record SeenImages(Tensor? Labels, Tensor Indices)
{
    /// <summary>N.</summary>
    public long Count => Indices.shape[0];

    /// <summary>Of a batch.</summary>
    public static SeenImages Of(Batch batch) => new(batch.Labels, batch.Indices);

    /// <summary>Those of all ranks, one rank after the other.</summary>
    /// <param name="collective">The ranks.</param>
    public SeenImages OfAllRanks(ICollective collective)
    {
        if (collective.World == 1)
            return this;
        var labels = Labels is null ? null : collective.Gather(Labels.contiguous());
        return new(labels, collective.Gather(Indices.contiguous()));
    }

    /// <summary>Some of them, one after the other.</summary>
    /// <param name="from">The place of the first.</param>
    /// <param name="count">How many.</param>
    public SeenImages Part(long from, long count) =>
        new(Labels?.narrow(0, from, count), Indices.narrow(0, from, count));
}
