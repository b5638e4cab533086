using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Guards;
using RoCL.Core.Models;

namespace RoCL.Core.Ahead;

/// <summary>The training of an evaluation's classifier, tried by its smallest step.</summary>
/// <param name="bench">The training images and the random values.</param>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="name">The name of what is trained.</param>
/// <param name="network">The network, a copy that the evaluation will throw away.</param>
/// <param name="descent">Length, optimizer and learning rate.</param>
internal sealed class FitAhead(
    Bench bench,
    ComponentUse evaluation,
    string name,
    nn.Module<Tensor, Tensor> network,
    Descent descent
)
{
    private const long Few = 2;

    private readonly FittingBatches _batches = FittingBatches.Of(bench.Train.Count, descent, network);

    /// <summary>
    /// Takes the step. Only the optimizer of a plugin moves the network: the host's own is sound.
    /// </summary>
    /// <param name="loss">From a step to a scalar.</param>
    /// <param name="memory">Compares a whole batch with the machine's memory.</param>
    /// <exception cref="ProblemException">
    /// ROCL0284 batch-norm would get one value of each channel, ROCL0305, ROCL0308 and ROCL0513 the
    /// loss cannot be followed, ROCL0380 to ROCL0386 the optimizer or the learning rate is not what
    /// it must be, ROCL0551 a whole batch does not fit into memory.
    /// </exception>
    public void Look(Func<DescentStep, Tensor> loss, MemoryAhead memory)
    {
        using var scope = NewDisposeScope();
        var fitting = new FittingDescent(descent, _batches.Steps, evaluation, bench.Uses);
        foreach (var index in RatesAhead.Spread(descent.Epochs * _batches.Steps))
            fitting.RateAt(StepAt(index, 1));
        var state = FittingState.Of(network, fitting.Optimizer);
        var rows = Math.Min(_batches.Smallest, Few);
        Descend(loss, memory, StepAt(0, rows));
        if (fitting.IsByComponent)
        {
            using var quiet = no_grad();
            state.Move(fitting.Optimizer, fitting.RateAt(StepAt(0, rows)));
        }
    }

    private DescentStep StepAt(long index, long rows) =>
        new(index, (int)(index / _batches.Steps), arange(rows, ScalarType.Int64), bench.Random(name, rows));

    private void Descend(Func<DescentStep, Tensor> loss, MemoryAhead memory, DescentStep step)
    {
        using var grad = enable_grad();
        network.train();
        using var watch = BatchNormLayers.Watch(network);
        using var activations = new ActivationWatch(network);
        var value = Guard.Call(evaluation, () => loss(step), bench.Uses);
        if (watch.Found is { } layer)
            throw new ProblemException(FittingProblems.SingleValue(evaluation, layer));
        memory.Look("Training", activations.Bytes / step.Rows.shape[0], Math.Min(descent.Batch, bench.Train.Count));
        FittedLoss.Backward(evaluation, name, value, requireFinite: false);
    }
}
