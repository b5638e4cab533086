using FsCheck;
using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// The laws that whatever builds a network has to keep, an encoder as well as a head.
/// </summary>
/// <typeparam name="T">The contract.</typeparam>
/// <typeparam name="TBatch">What its network is built for and given.</typeparam>
/// <param name="Build">The network, drawn from the batch's seed, in eval mode.</param>
/// <param name="Inputs">The batch's tensor, N rows; a new one each time.</param>
/// <param name="Reseeded">The same batch with another seed.</param>
/// <param name="Cases">Random batches.</param>
/// <param name="Breadth">What is tried.</param>
/// <param name="Words">
/// What a row is called, what rows together, and what the network gives.
/// </param>
internal sealed record NetworkPromises<T, TBatch>(
    Func<T, TBatch, Module<Tensor, Tensor>> Build,
    Func<TBatch, Tensor> Inputs,
    Func<TBatch, TBatch> Reseeded,
    Func<Arbitrary<TBatch>> Cases,
    Breadth Breadth,
    (string Row, string Rows, string Outputs) Words
)
    where T : class
{
    private static readonly bool[] InBothModes = [false, true];

    /// <summary>[N, F], the same F for every N.</summary>
    public Law<T> GivesOutputs() =>
        On(
            "gives finite [N, F] of floating point, the same F for every N, in eval and in train mode",
            (network, _, inputs) =>
            {
                var (rows, alone) = (inputs.shape[0], NetworkLaws.Outputs(network, inputs.narrow(0, 0, 1)));
                if (NetworkLaws.Misshapen(alone, 1) is { } one)
                    return one;
                return InBothModes
                    .Select(train =>
                    {
                        var outputs = NetworkLaws.Outputs(network, inputs, train);
                        return NetworkLaws.Misshapen(outputs, rows)
                            ?? Observed.NotFinite($"the {Words.Outputs}{(train ? " in train mode" : "")}", outputs)
                            ?? (
                                outputs.shape[1] == alone.shape[1]
                                    ? null
                                    : $"{alone.shape[1]} {Words.Outputs} for one image, {outputs.shape[1]} for {rows}"
                            );
                    })
                    .FirstOrDefault(wrong => wrong is not null);
            }
        );

    /// <summary>
    /// In eval mode the same inputs give the same outputs, each row by itself, and nothing is
    /// written to.
    /// </summary>
    public Law<T> IsPureInEvalMode() =>
        On(
            $"in eval mode gives each {Words.Row} its own {Words.Outputs}, again and again, and changes nothing",
            (network, of, inputs) => NetworkLaws.Impure(network, inputs, Inputs(of))
        );

    /// <summary>What it writes down makes another network of it.</summary>
    public Law<T> HasAllItsState() =>
        Law(
            "is the same network again from its weights and statistics",
            (component, of, inputs) =>
            {
                using var network = Build(component(), of);
                using var other = Build(component(), Reseeded(of));
                return NetworkLaws.NotRestored(network, other, inputs);
            }
        );

    /// <summary>What stands before it can learn, or be attacked.</summary>
    public Law<T> LetsTheGradientThrough() =>
        On(
            $"lets a finite gradient through to the {Words.Rows}",
            (network, _, inputs) => NetworkLaws.NoGradient(network, inputs)
        );

    /// <summary>Its weights come from libtorch's generator, which the host seeds.</summary>
    public Law<T> FollowsTheSeed() =>
        Law(
            "is drawn from libtorch's generator: the same seed, the same weights",
            (component, of, _) =>
            {
                using var network = Build(component(), of);
                using var other = Build(component(), of);
                return NetworkState.Changed(network, other);
            }
        );

    /// <summary>No native tensor lives longer than the step.</summary>
    public Law<T> LeavesNoTensor() =>
        On(
            "leaves no native tensor behind",
            (network, _, inputs) => Observed.Left(() => NetworkLaws.Outputs(network, inputs))
        );

    /// <summary>A law that one network of the component decides.</summary>
    public Law<T> On(string sentence, Func<Module<Tensor, Tensor>, TBatch, Tensor, string?> seen) =>
        Law(
            sentence,
            (component, of, inputs) =>
            {
                using var network = Build(component(), of);
                return seen(network, of, inputs);
            }
        );

    private Law<T> Law(string sentence, Func<Func<T>, TBatch, Tensor, string?> seen) =>
        Law<T>.For(sentence, _ => Cases(), (component, of) => seen(component, of, Inputs(of)), Breadth);
}
