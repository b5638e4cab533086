using RoCL.Core.Ranks;

namespace RoCL.Core.Models;

/// <summary>
/// Mean and variance of each channel over the images of all ranks: float64, [C], the same bits on
/// all ranks.
/// </summary>
/// <param name="Mean">[C].</param>
/// <param name="Squares">Sums of squared distances from the mean, [C].</param>
/// <param name="Values">How many values of a channel there are.</param>
internal sealed record BatchStatistics(Tensor Mean, Tensor Squares, long Values)
{
    /// <summary>The variance that normalises, over N.</summary>
    public Tensor Variance => Squares / Values;

    /// <summary>The variance that running statistics follow, over N - 1.</summary>
    public Tensor UnbiasedVariance => Squares / Math.Max(1, Values - 1);

    /// <summary>
    /// Those of the rows of all ranks. Reference: Chan et al. 1979, for how parts are put together.
    /// </summary>
    /// <param name="input">[N, C, ...], of as many values on every rank.</param>
    /// <param name="collective">The ranks.</param>
    public static BatchStatistics Of(Tensor input, ICollective collective)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var channels = input.shape[1];
        var count = input.numel() / channels;
        var values = input.detach().to(ScalarType.Float32);
        var dimensions = DimensionsOf(input);
        var means = values.mean(dimensions, keepdim: true);
        var variances = (values - means).square().mean(dimensions);
        var own = stack([means.reshape(-1), variances.reshape(-1)]).to(ScalarType.Float64).unsqueeze(0);
        var all = collective.Gather(own.contiguous());

        var ofRanks = all.select(1, 0);
        var mean = ofRanks.mean([0]);
        var between = (ofRanks - mean).square();
        var squares = ((all.select(1, 1) + between) * count).sum([0]);
        return new(scope.MoveToOuter(mean), scope.MoveToOuter(squares), count * collective.World);
    }

    /// <summary>All dimensions but the channels'.</summary>
    /// <param name="input">[N, C, ...].</param>
    public static long[] DimensionsOf(Tensor input) =>
        [
            .. Enumerable
                .Range(0, (int)input.dim())
                .Where(dimension => dimension != 1)
                .Select(dimension => (long)dimension),
        ];
}
