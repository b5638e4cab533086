using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>What holds for whatever a plugin builds: an encoder's network, a head's.</summary>
internal static class NetworkLaws
{
    // libtorch's generator is one for the whole process.
    private static readonly Lock Generator = new();

    /// <summary>
    /// An encoder's network as the host keeps it: drawn from a seed, in eval mode, convolutions'
    /// weights channels-last.
    /// </summary>
    public static Module<Tensor, Tensor> Built(IEncoder encoder, ImageBatch of) =>
        Built(() => encoder.Build(of.Shape), of.Seed);

    /// <summary>A head's network, drawn from a seed, in eval mode.</summary>
    public static Module<Tensor, Tensor> Built(IHead head, FeatureBatch of) =>
        Built(() => head.Build(of.Features, of.Classes), of.Seed);

    /// <summary>What a network says, without a graph; it is in eval mode afterwards.</summary>
    public static Tensor Outputs(Module<Tensor, Tensor> network, Tensor inputs, bool train = false)
    {
        using var quiet = no_grad();
        network.train(train);
        var outputs = network.call(inputs);
        network.eval();
        return outputs;
    }

    /// <summary>Outputs that are not [N, F] of floating point.</summary>
    public static string? Misshapen(Tensor outputs, long rows) =>
        outputs.dim() == 2 && outputs.shape[0] == rows && outputs.shape[1] > 0 && outputs.is_floating_point()
            ? null
            : $"{outputs.dtype} {Observed.Shape(outputs)} came back for {rows} rows";

    /// <summary>
    /// In eval mode: the same again, each row by itself, neither inputs nor state written to.
    /// </summary>
    public static string? Impure(Module<Tensor, Tensor> network, Tensor inputs, Tensor untouched)
    {
        var before = NetworkState.Copied(network);
        var outputs = Outputs(network, inputs);
        return Observed.Differing("the inputs before and after", inputs, untouched)
            ?? Observed.Apart("the same call a second time", Outputs(network, inputs), outputs, 1e-6)
            ?? NetworkState.Changed(network, before)
            ?? Enumerable
                .Range(0, (int)inputs.shape[0])
                .Select(i =>
                    Observed.Apart(
                        $"row {i} alone and among others",
                        Outputs(network, inputs.narrow(0, i, 1)),
                        outputs.narrow(0, i, 1),
                        1e-4
                    )
                )
                .FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>
    /// A network of other weights that is given this one's state, after a training step has moved
    /// its statistics, says the same.
    /// </summary>
    public static string? NotRestored(Module<Tensor, Tensor> network, Module<Tensor, Tensor> other, Tensor inputs)
    {
        Outputs(network, inputs, train: true);
        var (from, to) = (NetworkState.Of(network), NetworkState.Of(other));
        if (
            !from.Select(state => (state.Name, Observed.Shape(state.Tensor)))
                .SequenceEqual(to.Select(state => (state.Name, Observed.Shape(state.Tensor))))
        )
        {
            return "two networks of it have weights of other names or shapes";
        }

        using (no_grad())
        {
            foreach (var (one, another) in from.Zip(to))
                another.Tensor.copy_(one.Tensor);
        }

        return Observed.Apart(
            "the network and one that was given its state",
            Outputs(other, inputs),
            Outputs(network, inputs),
            1e-6
        );
    }

    /// <summary>No finite gradient from outputs to inputs.</summary>
    public static string? NoGradient(Module<Tensor, Tensor> network, Tensor inputs)
    {
        var moving = inputs.detach().requires_grad_();
        var outputs = network.call(moving);
        if (!outputs.requires_grad)
            return "its outputs have no gradient: it was cut off";
        outputs.square().sum().backward();
        return moving.grad is not { } gradient || !gradient.ne(0).any().item<bool>()
            ? "no gradient reaches its inputs"
            : Observed.NotFinite("the gradient", gradient);
    }

    private static Module<Tensor, Tensor> Built(Func<Module<Tensor, Tensor>> build, int seed)
    {
        lock (Generator)
        {
            manual_seed(seed);
            var network = build();
            using var quiet = no_grad();
            foreach (var weight in network.parameters().Where(weight => weight.dim() == 4))
                weight.set_(ImageBatch.Laid(weight.detach(), MemoryLayout.ChannelsLast));
            network.eval();
            return network;
        }
    }
}
