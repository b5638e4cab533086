using RoCL.Core.Ranks;
using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// Lets the batch-norm layers of networks normalise by the statistics of all ranks' images, until
/// it is disposed of: in training mode alone.
/// </summary>
/// <remarks>
/// A layer sees its input through hooks, so a network has to call its layers, not their forward
/// pass. In the layer's place, <see cref="NormOverRanks"/> computes; the layer itself passes two
/// zeros in eval mode meanwhile, since TorchSharp's modules always run.
/// </remarks>
internal sealed class SynchronizedNorms : IDisposable
{
    private const int LittleRows = 2;

    private readonly List<Action> _removals = [];

    /// <summary>Begins.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="collective">The ranks.</param>
    public SynchronizedNorms(IEnumerable<nn.Module> networks, ICollective collective)
    {
        var layers = networks.SelectMany(network => network.modules().Append(network)).OfType<BatchNorm>();
        foreach (var layer in layers.Distinct())
            Attach(layer, collective);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var remove in _removals)
            remove();
    }

    private void Attach(BatchNorm layer, ICollective collective)
    {
        Tensor? input = null;
        var before = layer.register_forward_pre_hook(
            (_, given) =>
            {
                if (!layer.training)
                    return given;
                input = given;
                layer.eval();
                return given.new_zeros([LittleRows, given.shape[1], .. Enumerable.Repeat(1L, (int)given.dim() - 2)]);
            }
        );
        var after = layer.register_forward_hook(
            (_, _, output) =>
            {
                if (input is null)
                    return output;
                output.Dispose();
                var given = input;
                input = null;
                layer.train();
                return Normalized(layer, given, collective);
            }
        );
        _removals.Add(before.remove);
        _removals.Add(after.remove);
    }

    private static Tensor Normalized(BatchNorm layer, Tensor input, ICollective collective)
    {
        var statistics = BatchStatistics.Of(input, collective);
        Follow(layer, statistics);
        return NormOverRanks.apply(
            input,
            layer.affine ? layer.weight : null!,
            layer.affine ? layer.bias : null!,
            statistics,
            layer.eps,
            collective
        );
    }

    // As the layer itself moves its running statistics.
    private static void Follow(BatchNorm layer, BatchStatistics statistics)
    {
        if (!layer.track_running_stats || layer.running_mean is not { } mean || layer.running_var is not { } variance)
            return;
        using var quiet = no_grad();
        layer.num_batches_tracked?.add_(1);
        var momentum = layer.momentum ?? 1.0 / layer.num_batches_tracked!.item<long>();
        mean.mul_(1 - momentum).add_(statistics.Mean.to(mean.dtype), momentum);
        variance.mul_(1 - momentum).add_(statistics.UnbiasedVariance.to(variance.dtype), momentum);
    }
}
