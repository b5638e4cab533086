using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// Looks at what the batch-norm layers of a network receive, until it is disposed of.
/// </summary>
internal sealed class BatchNormWatch : IDisposable
{
    private readonly List<Action> _removals = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isStarved">
    /// Whether a layer gets too few values of each channel: the layer, and their number.
    /// </param>
    public BatchNormWatch(nn.Module network, Func<BatchNorm, long, bool> isStarved)
    {
        foreach (var (name, module) in network.named_modules())
        {
            if (module is not BatchNorm layer)
                continue;
            var hook = layer.register_forward_pre_hook(
                (_, input) =>
                {
                    if (isStarved(layer, input.numel() / input.shape[1]))
                        Found ??= name;
                    return input;
                }
            );
            _removals.Add(hook.remove);
        }
    }

    /// <summary>The first layer that got too few values; none so far where null.</summary>
    public string? Found { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var remove in _removals)
            remove();
    }
}
