namespace RoCL.Attacks;

/// <summary>The train or eval mode of each layer of a network, put back at the end.</summary>
internal sealed class LayerModes : IDisposable
{
    private readonly List<LayerMode> _layers;

    /// <summary>Notes the modes.</summary>
    /// <param name="network">The network.</param>
    public LayerModes(nn.Module network) =>
        _layers = [.. network.modules().Prepend(network).Select(layer => new LayerMode(layer, layer.training))];

    /// <summary>
    /// Puts the modes back. A layer comes before those inside it, since its mode is passed on.
    /// </summary>
    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Module.train(layer.IsTraining);
    }

    private sealed record LayerMode(nn.Module Module, bool IsTraining);
}
