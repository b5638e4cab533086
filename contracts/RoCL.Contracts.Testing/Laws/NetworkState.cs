using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>Everything that a network is, beside its code.</summary>
internal static class NetworkState
{
    /// <summary>
    /// What is different between a network and another of the same architecture;
    /// <see langword="null"/> where nothing is.
    /// </summary>
    public static string? Changed(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other) =>
        network.training != other.training ? $"it is in {Mode(network)} mode and was in {Mode(other)} mode"
        : network.named_modules().FirstOrDefault(part => part.module.training != other.training)
            is { module: { } odd } part
            ? $"its part {part.name} is in {(odd.training ? "train" : "eval")} mode"
        : network.named_parameters().FirstOrDefault(weight => weight.parameter.grad is not null)
            is { parameter: not null } touched
            ? $"the weight {touched.name} has been given a gradient"
        : Of(network)
            .Zip(Of(other))
            .Select(pair =>
                pair.First.Name != pair.Second.Name
                    ? $"{pair.First.Name} stands where {pair.Second.Name} stood"
                    : Observed.Differing($"{pair.First.Name} before and after", pair.First.Tensor, pair.Second.Tensor)
            )
            .FirstOrDefault(wrong => wrong is not null);

    /// <summary>Weights and statistics by name, in one order.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> Of(Module<Tensor, Tensor> network) =>
        [
            .. network
                .named_parameters()
                .Select(weight => (weight.name, (Tensor)weight.parameter))
                .Concat(network.named_buffers().Select(buffer => (buffer.name, buffer.buffer))),
        ];

    /// <summary>Copies of them, detached.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> Copied(Module<Tensor, Tensor> network) =>
        [.. Of(network).Select(state => (state.Name, state.Tensor.detach().clone()))];

    /// <summary>What is different between a network and a copy of its state.</summary>
    public static string? Changed(Module<Tensor, Tensor> network, IReadOnlyList<(string Name, Tensor Tensor)> before) =>
        Of(network)
            .Zip(before)
            .Select(pair =>
                Observed.Differing($"{pair.First.Name} before and after", pair.First.Tensor, pair.Second.Tensor)
            )
            .FirstOrDefault(wrong => wrong is not null);

    private static string Mode(Module<Tensor, Tensor> network) => network.training ? "train" : "eval";
}
