using System.Globalization;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Tensors;

namespace RoCL.Core.Evaluation;

/// <summary>
/// The training of an evaluation's classifier: a fold of steps, kept after each epoch.
/// </summary>
/// <param name="bench">The training images and the random values.</param>
/// <param name="host">Where the state of a finished epoch is kept.</param>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="name">The name of what is trained.</param>
/// <param name="key">The name that it is kept by.</param>
/// <param name="network">The network whose parameters are trained.</param>
/// <param name="descent">Length and learning rate.</param>
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
    private const string EpochsDone = "epochs";

    private readonly FittingBatches _batches = FittingBatches.Of(bench.Train.Count, descent, network);
    private readonly FittingDescent _descent = new(
        descent,
        FittingBatches.Of(bench.Train.Count, descent, network).Steps,
        evaluation,
        bench.Uses
    );

    /// <summary>Trains from the last epoch that was kept, or from the beginning.</summary>
    /// <param name="loss">From a step to a scalar.</param>
    public void Run(Func<DescentStep, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var state = FittingState.Of(network, _descent.Optimizer);
        for (var epoch = RestoredEpochs(state); epoch < descent.Epochs; epoch++)
        {
            using var inner = NewDisposeScope();
            bench.Report(name, epoch, descent.Epochs);
            var order = bench.Random(name).For("order", epoch).Permutation(bench.Train.Count).cpu();
            var index = epoch * _descent.StepsPerEpoch;
            foreach (var rows in _batches.Of(order))
            {
                var random = bench.Random(name, rows.shape[0]).For("step", index);
                Take(new(index, epoch, rows, random), state, loss);
                index++;
            }

            host.Keep(key, TensorFile.Of(state.All, [KeyValuePair.Create(EpochsDone, $"{epoch + 1}")]));
        }
        network.eval();
    }

    private void Take(DescentStep step, FittingState state, Func<DescentStep, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        network.train();
        using var grad = enable_grad();
        using var watch = BatchNormLayers.Watch(network);
        try
        {
            var value = Guard.Call(evaluation, () => loss(step), stop: host.Stop);
            if (watch.Found is { } layer)
                throw new ProblemException(FittingProblems.SingleValue(evaluation, layer));
            FittedLoss.Backward(evaluation, name, value);
            Move(step, state);
        }
        catch (ProblemException fault)
        {
            throw fault.At(where => $"{where}, '{key}' step {step.Index}", fault.InnerException ?? fault);
        }
    }

    private void Move(DescentStep step, FittingState state)
    {
        using var quiet = no_grad();
        state.Move(_descent.Optimizer, _descent.RateAt(step));
        if (_descent.IsByComponent)
            MovedNumbers.RequireFinite([.. state.TensorsOf(_descent.Use)]);
    }

    private int RestoredEpochs(FittingState state)
    {
        if (host.Find(key) is not { } kept || !kept.Tensors.Keys.SequenceEqual(state.All.Keys))
            return 0;
        using var scope = NewDisposeScope();
        scope.Attach(kept.Tensors.Values);
        state.Restore(kept.Tensors);
        return int.Parse(kept.Metadata[EpochsDone], CultureInfo.InvariantCulture);
    }
}
