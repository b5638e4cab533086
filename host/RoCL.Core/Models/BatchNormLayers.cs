using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// How many values the batch-norm layers of a network normalise by: a variance needs two, and a
/// single one makes the running variance not a number.
/// </summary>
internal static class BatchNormLayers
{
    private const int LeastValues = 2;

    /// <summary>Whether a network has a layer that normalises over the batch.</summary>
    /// <param name="network">The network.</param>
    public static bool AreIn(nn.Module network) => network.modules().Any(module => module is BatchNorm);

    /// <summary>Whether a tensor of a network is one of a batch-norm layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tensor">The tensor's name in the network.</param>
    public static bool Have(nn.Module network, string tensor) =>
        network
            .named_modules()
            .Any(named => named.module is BatchNorm && tensor.StartsWith($"{named.name}.", StringComparison.Ordinal));

    /// <summary>
    /// The first layer of a network that gets fewer than two values of each channel from the rows
    /// of one pass; <see langword="null"/> where there is none.
    /// </summary>
    /// <remarks>
    /// The network is left in eval mode, and its running statistics as they were.
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="row">One row of its input, [1, ...].</param>
    /// <param name="rows">The number of rows in a pass.</param>
    public static string? LayerWithOneValue(nn.Module<Tensor, Tensor> network, Tensor row, long rows)
    {
        if (rows >= LeastValues)
            return null;
        network.eval();
        using var quiet = no_grad();
        using var watch = new BatchNormWatch(network, (_, values) => values * rows < LeastValues);
        network.call(row);
        return watch.Found;
    }

    /// <summary>
    /// Watches a network that is trained: <see cref="BatchNormWatch.Found"/> is the first layer
    /// that got a single value of each channel in train mode.
    /// </summary>
    /// <param name="network">The network.</param>
    public static BatchNormWatch Watch(nn.Module network) =>
        new(network, (layer, values) => layer.training && values < LeastValues);
}
