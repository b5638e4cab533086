namespace RoCL.Core.Models;

/// <summary>A network's tensors by the names that they are saved by.</summary>
internal static class NetworkTensors
{
    /// <summary>The parameters, which gradients move.</summary>
    /// <param name="prefix">What comes before the names.</param>
    /// <param name="module">The network.</param>
    public static IEnumerable<KeyValuePair<string, Tensor>> Parameters(
        string prefix,
        nn.Module<Tensor, Tensor> module
    ) =>
        module
            .named_parameters()
            .Select(named => KeyValuePair.Create($"{prefix}{named.name}", (Tensor)named.parameter));

    /// <summary>The buffers, such as running statistics.</summary>
    /// <param name="prefix">What comes before the names.</param>
    /// <param name="module">The network.</param>
    public static IEnumerable<KeyValuePair<string, Tensor>> Buffers(string prefix, nn.Module<Tensor, Tensor> module) =>
        module.named_buffers().Select(named => KeyValuePair.Create($"{prefix}{named.name}", named.buffer));
}
