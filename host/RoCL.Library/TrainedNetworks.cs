using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;

namespace RoCL.Library;

/// <summary>A network that was trained by a method, with its heads.</summary>
public sealed class TrainedNetworks : IDisposable
{
    private readonly Plan _plan;
    private readonly Model _model;
    private readonly ChosenImages _images;

    internal TrainedNetworks(Plan plan, Model model, ChosenImages images)
    {
        _plan = plan;
        _model = model;
        _images = images;
    }

    /// <summary>The names of its heads.</summary>
    public IReadOnlyList<string> Heads => [.. _model.Heads];

    /// <summary>
    /// A copy of the trained network in eval mode, the recipe's normalisation in front: images [N,
    /// C, H, W] in [0, 1] to features [N, F]. It is the caller's own.
    /// </summary>
    public nn.Module<Tensor, Tensor> Encoder() => _model.CopyOfEncoder();

    /// <summary>
    /// A copy of the trained network and one of its heads in eval mode, such as the classifier of a
    /// supervised method: images [N, C, H, W] in [0, 1] to outputs [N, D]. It is the caller's own.
    /// </summary>
    /// <param name="head">One of <see cref="Heads"/>.</param>
    /// <exception cref="ArgumentException">There is no such head.</exception>
    public nn.Module<Tensor, Tensor> WithHead(string head)
    {
        if (!Heads.Contains(head))
            throw new ArgumentException($"The heads are: {string.Join(", ", Heads)}.", nameof(head));
        return nn.Sequential(("encoder", _model.CopyOfEncoder()), ("head", _model.CopyOfHead(head)));
    }

    /// <summary>
    /// The weights and statistics of the program's own network, under its own names:
    /// <c>load_state_dict</c> takes them. The tensors are copies on the CPU, the caller's own.
    /// </summary>
    public Dictionary<string, Tensor> Weights() => new(ExportedTensors.OfEncoder(_model));

    /// <summary>
    /// Writes <see cref="Weights"/> as a safetensors file, which PyTorch reads too; classes and
    /// normalisation stand in its metadata.
    /// </summary>
    /// <param name="file">The file; one that is there is replaced.</param>
    public void Save(string file)
    {
        using var scope = NewDisposeScope();
        var weights = ExportedTensors.OfEncoder(_model);
        scope.Attach(weights.Values);
        using var stream = File.Create(file);
        Safetensors.Write(TensorFile.Of(weights, WeightsMetadata.Of(_model).ToMetadata()), stream);
    }

    /// <summary>Makes all evaluations of the recipe, with their attacks.</summary>
    /// <param name="stop">Ends them at the next batch or query.</param>
    /// <returns>The accuracy under each condition, in the recipe's order.</returns>
    /// <exception cref="ProblemException">
    /// ROCL03xx and ROCL05xx: what an evaluation or an attack lacks or returned wrongly.
    /// </exception>
    /// <exception cref="OperationCanceledException">They were stopped.</exception>
    public IReadOnlyList<MeasuredAccuracy> Evaluate(CancellationToken stop = default)
    {
        var accuracies = new List<MeasuredAccuracy>();
        foreach (var evaluation in _plan.Bindings.Evaluations)
        {
            using var scope = NewDisposeScope();
            var bench = new Bench(_plan, _model, evaluation.Use, _images, new EvaluationClock(stop));
            var result = bench.Run(() => evaluation.Constant);
            accuracies.AddRange(
                result.Conditions.Select(condition => new MeasuredAccuracy(
                    result.Protocol,
                    condition.Name,
                    condition.Threat,
                    condition.Correct
                ))
            );
        }
        return accuracies;
    }

    /// <summary>Frees the networks; copies of them stay.</summary>
    public void Dispose() => _model.Dispose();
}
