using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>A weight or a running statistic of a network.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="Tensor">Its value.</param>
internal sealed record StateEntry(string Name, Tensor Tensor)
{
    /// <summary>Name and shape, which two networks of one architecture share.</summary>
    public string NameAndShape => $"{Name} {Discrepancy.Shape(Tensor)}";
}

/// <summary>Everything that distinguishes two networks of one architecture.</summary>
internal static class NetworkState
{
    /// <summary>
    /// What differs between a network and another of the same architecture: mode, gradients,
    /// weights and statistics; <see langword="null"/> where nothing does.
    /// </summary>
    public static string? Difference(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other) =>
        OtherMode(network, other) ?? GradientLeft(network) ?? OtherNames(network, other) ?? Changed(network, Of(other));

    /// <summary>
    /// What differs between a network and an earlier copy of its weights and statistics;
    /// <see langword="null"/> where nothing does.
    /// </summary>
    public static string? Changed(Module<Tensor, Tensor> network, IReadOnlyList<StateEntry> before)
    {
        foreach (var (now, then) in Of(network).Zip(before))
        {
            var what = $"{now.Name} before and after";
            if (Discrepancy.Different(what, now.Tensor, then.Tensor) is { } wrong)
                return wrong;
        }
        return null;
    }

    /// <summary>Weights, then statistics, each in the network's order.</summary>
    public static IReadOnlyList<StateEntry> Of(Module<Tensor, Tensor> network)
    {
        var weights = network.named_parameters().Select(weight => new StateEntry(weight.name, weight.parameter));
        var statistics = network.named_buffers().Select(buffer => new StateEntry(buffer.name, buffer.buffer));
        return [.. weights, .. statistics];
    }

    /// <summary>Detached copies of weights and statistics.</summary>
    public static IReadOnlyList<StateEntry> Copied(Module<Tensor, Tensor> network) =>
        [.. Of(network).Select(entry => entry with { Tensor = entry.Tensor.detach().clone() })];

    private static string? OtherMode(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other)
    {
        if (network.training != other.training)
            return $"it is in {Mode(network.training)} mode and was in {Mode(other.training)} mode";
        foreach (var (name, part) in network.named_modules())
        {
            if (part.training != other.training)
                return $"its part {name} is in {Mode(part.training)} mode";
        }
        return null;
    }

    private static string? GradientLeft(Module<Tensor, Tensor> network)
    {
        foreach (var (name, weight) in network.named_parameters())
        {
            if (weight.grad is not null)
                return $"the weight {name} has been given a gradient";
        }
        return null;
    }

    private static string? OtherNames(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other)
    {
        foreach (var (entry, otherEntry) in Of(network).Zip(Of(other)))
        {
            if (entry.Name != otherEntry.Name)
                return $"{entry.Name} is in the place of {otherEntry.Name}";
        }
        return null;
    }

    private static string Mode(bool training) => training ? "train" : "eval";
}
