using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>What is wrong with a network that a plugin built for an encoder or a head.</summary>
internal static class NetworkLaws
{
    // libtorch has one generator for the whole process.
    private static readonly Lock Generator = new();

    /// <summary>
    /// An encoder's network as the host keeps it: drawn from a seed, in eval mode, and with the
    /// weights of convolutions in channels-last layout.
    /// </summary>
    public static Module<Tensor, Tensor> Built(IEncoder encoder, ImageBatch batch) =>
        Built(() => encoder.Build(batch.Shape), batch.Seed);

    /// <summary>A head's network, drawn from a seed and in eval mode.</summary>
    public static Module<Tensor, Tensor> Built(IHead head, FeatureBatch batch) =>
        Built(() => head.Build(batch.Features, batch.Classes), batch.Seed);

    /// <summary>
    /// A network's outputs in eval or train mode, without a graph; afterwards it is in eval mode.
    /// </summary>
    public static Tensor Outputs(Module<Tensor, Tensor> network, Tensor inputs, bool train = false)
    {
        using var untracked = no_grad();
        network.train(train);
        var outputs = network.call(inputs);
        network.eval();
        return outputs;
    }

    /// <summary>Outputs that are not [N, F] of floating-point numbers.</summary>
    public static string? Misshapen(Tensor outputs, long rows)
    {
        var isMatrix = outputs.dim() == 2 && outputs.shape[0] == rows && outputs.shape[1] > 0;
        return isMatrix && outputs.is_floating_point()
            ? null
            : $"{outputs.dtype} {Discrepancy.Shape(outputs)} came back for {rows} rows";
    }

    /// <summary>
    /// A second call with another result, a row with another result by itself, or inputs or a state
    /// that were written to, in eval mode.
    /// </summary>
    public static string? Impure(Module<Tensor, Tensor> network, Tensor inputs, Tensor untouched)
    {
        var before = NetworkState.Copied(network);
        var outputs = Outputs(network, inputs);
        return Discrepancy.Different("the inputs before and after", inputs, untouched)
            ?? Discrepancy.Different("the same call a second time", Outputs(network, inputs), outputs, 1e-6)
            ?? NetworkState.Changed(network, before)
            ?? DifferentAlone(network, inputs, outputs);
    }

    /// <summary>
    /// A network with other weights that computes something else after it has received this
    /// network's state, including statistics that a training step has moved.
    /// </summary>
    public static string? NotRestored(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other, Tensor inputs)
    {
        Outputs(network, inputs, train: true);
        var source = NetworkState.Of(network);
        var target = NetworkState.Of(other);
        var isSameArchitecture = source
            .Select(entry => entry.NameAndShape)
            .SequenceEqual(target.Select(entry => entry.NameAndShape));
        if (!isSameArchitecture)
            return "two networks of it have weights of other names or shapes";
        if (source.CountBy(entry => entry.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } shared })
            return $"several of its weights are named {shared}, and only one of them would be saved";

        using (no_grad())
        {
            foreach (var (from, to) in source.Zip(target))
                to.Tensor.copy_(from.Tensor);
        }

        return Discrepancy.Different(
            "the network and one that was given its state",
            Outputs(other, inputs),
            Outputs(network, inputs),
            1e-6
        );
    }

    /// <summary>No gradient, or one that is not finite, from outputs to inputs.</summary>
    public static string? NoGradient(Module<Tensor, Tensor> network, Tensor inputs)
    {
        var tracked = inputs.detach().requires_grad_();
        var outputs = network.call(tracked);
        if (!outputs.requires_grad)
            return "its outputs have no gradient: it was cut off";

        // To the inputs alone, as where images are attacked.
        autograd.backward([outputs.square().sum()], inputs: [tracked]);
        if (tracked.grad is not { } gradient || !gradient.ne(0).any().item<bool>())
            return "no gradient reaches its inputs";
        return Discrepancy.NotFinite("the gradient", gradient);
    }

    private static string? DifferentAlone(Module<Tensor, Tensor> network, Tensor inputs, Tensor outputs)
    {
        for (var row = 0; row < inputs.shape[0]; row++)
        {
            var alone = Outputs(network, inputs.narrow(0, row, 1));
            var what = $"row {row} alone and among others";
            if (Discrepancy.Different(what, alone, outputs.narrow(0, row, 1), 1e-4) is { } wrong)
                return wrong;
        }
        return null;
    }

    private static Module<Tensor, Tensor> Built(Func<Module<Tensor, Tensor>> build, int seed)
    {
        lock (Generator)
        {
            manual_seed(seed);
            var network = build();
            using var untracked = no_grad();
            foreach (var weight in network.parameters().Where(weight => weight.dim() == 4))
                weight.set_(ImageBatch.InLayout(weight.detach(), MemoryLayout.ChannelsLast));
            network.eval();
            return network;
        }
    }
}
