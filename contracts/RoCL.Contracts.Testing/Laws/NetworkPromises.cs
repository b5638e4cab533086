using FsCheck;
using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>What a law's sentence calls the parts of a network.</summary>
/// <param name="Row">One row of its inputs.</param>
/// <param name="Rows">All rows of its inputs.</param>
/// <param name="Outputs">What it returns.</param>
internal sealed record NetworkWords(string Row, string Rows, string Outputs);

/// <summary>The laws that encoders and heads have in common, since both build a network.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <typeparam name="TBatch">What the network is built for and receives.</typeparam>
/// <param name="Build">The network, drawn from the batch's seed, in eval mode.</param>
/// <param name="Inputs">The batch's tensor with N rows, a new one at each call.</param>
/// <param name="Reseeded">The same batch with another seed.</param>
/// <param name="Cases">Random batches.</param>
/// <param name="Scope">The part of the cases that the laws are tried on.</param>
/// <param name="Words">What the sentences call the parts of the network.</param>
internal sealed record NetworkPromises<T, TBatch>(
    Func<T, TBatch, Module<Tensor, Tensor>> Build,
    Func<TBatch, Tensor> Inputs,
    Func<TBatch, TBatch> Reseeded,
    Func<Arbitrary<TBatch>> Cases,
    LawScope Scope,
    NetworkWords Words
)
    where T : class
{
    /// <summary>Outputs are [N, F], with the same F for every N.</summary>
    public Law<T> GivesOutputs() =>
        OfOneNetwork(
            "gives finite [N, F] of floating point, the same F for every N, in eval and in train mode",
            (network, _, inputs) =>
            {
                var alone = NetworkLaws.Outputs(network, inputs.narrow(0, 0, 1));
                return NetworkLaws.Misshapen(alone, 1)
                    ?? UnfitOutputs(network, inputs, alone.shape[1], train: false)
                    ?? UnfitOutputs(network, inputs, alone.shape[1], train: true);
            }
        );

    /// <summary>
    /// In eval mode the same inputs give the same outputs, each row by itself, and nothing is
    /// written to.
    /// </summary>
    public Law<T> IsPureInEvalMode() =>
        OfOneNetwork(
            $"in eval mode gives each {Words.Row} its own {Words.Outputs}, again and again, and changes nothing",
            (network, batch, inputs) => NetworkLaws.Impure(network, inputs, Inputs(batch))
        );

    /// <summary>
    /// The state dictionary is complete: another network with that state is equal.
    /// </summary>
    public Law<T> HasAllItsState() =>
        Law(
            "is the same network again from its weights and statistics",
            (create, batch, inputs) =>
            {
                using var network = Build(create(), batch);
                using var other = Build(create(), Reseeded(batch));
                return NetworkLaws.NotRestored(network, other, inputs);
            }
        );

    /// <summary>The gradient reaches the inputs.</summary>
    public Law<T> LetsTheGradientThrough() =>
        OfOneNetwork(
            $"lets a finite gradient through to the {Words.Rows}",
            (network, _, inputs) => NetworkLaws.NoGradient(network, inputs)
        );

    /// <summary>The weights are drawn from libtorch's generator, which the host seeds.</summary>
    public Law<T> FollowsTheSeed() =>
        Law(
            "is drawn from libtorch's generator: the same seed, the same weights",
            (create, batch, _) =>
            {
                using var network = Build(create(), batch);
                using var other = Build(create(), batch);
                return NetworkState.Difference(network, other);
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public Law<T> LeavesNoTensor() =>
        OfOneNetwork(
            "leaves no native tensor behind",
            (network, _, inputs) => Discrepancy.LeakedTensors(() => NetworkLaws.Outputs(network, inputs))
        );

    /// <summary>A law that an observation of one network of the component decides.</summary>
    public Law<T> OfOneNetwork(string sentence, Func<Module<Tensor, Tensor>, TBatch, Tensor, string?> observe) =>
        Law(
            sentence,
            (create, batch, inputs) =>
            {
                using var network = Build(create(), batch);
                return observe(network, batch, inputs);
            }
        );

    private Law<T> Law(string sentence, Func<Func<T>, TBatch, Tensor, string?> observe) =>
        Law<T>.For(sentence, _ => Cases(), (create, batch) => observe(create, batch, Inputs(batch)), Scope);

    private string? UnfitOutputs(Module<Tensor, Tensor> network, Tensor inputs, long width, bool train)
    {
        var rows = inputs.shape[0];
        var outputs = NetworkLaws.Outputs(network, inputs, train);
        var what = train ? $"the {Words.Outputs} in train mode" : $"the {Words.Outputs}";
        if ((NetworkLaws.Misshapen(outputs, rows) ?? Discrepancy.NotFinite(what, outputs)) is { } wrong)
            return wrong;
        return outputs.shape[1] == width
            ? null
            : $"{width} {Words.Outputs} for one image, {outputs.shape[1]} for {rows}";
    }
}
