using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Optimizers;
using RoCL.Core.Tensors;

namespace RoCL.Core.Evaluation;

/// <summary>
/// The training of an evaluation's classifier: a fold of steps, kept after each epoch.
/// </summary>
/// <param name="bench">The training images and the random values.</param>
/// <param name="host">Where the state of a finished epoch is kept.</param>
/// <param name="evaluation">The evaluation, for problems.</param>
/// <param name="name">What is trained.</param>
/// <param name="key">What it is kept under.</param>
/// <param name="network">Its parameters are trained.</param>
/// <param name="descent">How long and how fast.</param>
internal sealed class Fitting(
    Bench bench,
    IBenchHost host,
    ComponentUse evaluation,
    string name,
    string key,
    nn.Module<Tensor, Tensor> network,
    Descent descent
)
{
    private readonly Sgd _optimizer = new(descent.Rate, descent.Momentum, descent.WeightDecay);

    /// <summary>Trains from the last epoch that was kept, or from the beginning.</summary>
    /// <param name="loss">From a step to a scalar.</param>
    public void Run(Func<DescentStep, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var parameters = Networks.ParametersOf("", network).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var states = parameters.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => _optimizer.Start(pair.Value),
            StringComparer.Ordinal
        );
        var all = parameters
            .Select(pair => KeyValuePair.Create($"parameter.{pair.Key}", pair.Value))
            .Concat(Networks.BuffersOf("buffer.", network))
            .Concat(
                states.SelectMany(of =>
                    of.Value.Select(state => KeyValuePair.Create($"{state.Key}.{of.Key}", state.Value))
                )
            )
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        var stepsPerEpoch = (bench.Train.Count + descent.Batch - 1) / descent.Batch;
        for (var epoch = Restored(all); epoch < descent.Epochs; epoch++)
        {
            using var inner = NewDisposeScope();
            bench.Report(name, epoch, descent.Epochs);
            var order = bench.Random(name).For("order", epoch).Permutation(bench.Train.Count).cpu();
            foreach (var (rows, i) in order.split(descent.Batch).Select((rows, i) => (rows, i)))
            {
                Step(
                    parameters,
                    states,
                    loss,
                    new(epoch * stepsPerEpoch + i, epoch, rows, RandomOf(epoch * stepsPerEpoch + i, rows))
                );
            }

            host.Keep(key, TensorFile.Of(all, [KeyValuePair.Create("epochs", $"{epoch + 1}")]));
        }
        network.eval();
    }

    private Rng RandomOf(long step, Tensor rows) => bench.Random(name, rows.shape[0]).For("step", step);

    private void Step(
        ImmutableSortedDictionary<string, Tensor> parameters,
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Tensor>> states,
        Func<DescentStep, Tensor> loss,
        DescentStep step
    )
    {
        using var scope = NewDisposeScope();
        network.train();
        using var grad = enable_grad();
        Blame.During(
            $"'{key}' step {step.Index}",
            () => Gradients(Guard.Call(evaluation, () => loss(step), stop: host.Stop))
        );
        using var quiet = no_grad();
        foreach (var (of, parameter) in parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            _optimizer.Move(parameter, gradient, states[of], descent.RateAt(step.Epoch));
            parameter.grad = null;
        }
    }

    private void Gradients(Tensor value)
    {
        if (value.numel() != 1 || !float.IsFinite(value.detach().to(ScalarType.Float32).item<float>()))
        {
            throw new ProblemException(
                new(
                    "ROCL0513",
                    evaluation.Where,
                    $"the loss of '{name}' is {(value.numel() == 1 ? "not finite" : "no scalar")}.",
                    "Lower its rate."
                )
            );
        }

        if (!value.requires_grad)
            throw Blame.Fault(evaluation, "ROCL0305", $"trains '{name}' by a loss whose gradient was cut off.");
        Guard.Backward([evaluation], () => value.backward());
    }

    // The epoch that comes next.
    private int Restored(ImmutableSortedDictionary<string, Tensor> all)
    {
        if (host.Find(key) is not { } kept || !kept.Tensors.Keys.SequenceEqual(all.Keys))
            return 0;
        using var scope = NewDisposeScope();
        scope.Attach(kept.Tensors.Values);
        using var quiet = no_grad();
        foreach (var (of, mine) in all)
            mine.copy_(kept.Tensors[of]);
        return int.Parse(kept.Metadata["epochs"], System.Globalization.CultureInfo.InvariantCulture);
    }
}
