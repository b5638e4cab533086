using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch.nn;

// A working head, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Build returns a module from features [N, F] to outputs [N, D], with any D. The number of
//      classes matters to a classifier alone; it is 0 where the data has no labels.
//   3. Name every layer: the names are those of the weights in checkpoints.
//   4. `rocl check BottleneckHead.cs` tries the laws of every head.

/// <summary>
/// A wide hidden layer with batch norm and a narrow output: the projector and predictor of later
/// contrastive methods.
/// </summary>
/// <remarks>
/// Shape: features [N, F] to [N, Outputs]; the output is not normalised.
/// <para>
/// Begun from: Grill et al. 2020, arXiv:2006.07733, section 3.2, with 4096 hidden units and 256
/// outputs.
/// </para>
/// </remarks>
/// <param name="Hidden">The number of units of the hidden layer.</param>
/// <param name="Outputs">D, the dimensions of an embedding.</param>
/// <example>
/// <code>
/// { "heads": { "projector": { "use": "bottleneck-head", "hidden": 64, "outputs": 32 } } }
/// </code>
/// </example>
[Component("bottleneck-head", "A wide hidden layer with batch-norm and a narrow output")]
public sealed record BottleneckHead([Range(1, 65_536)] int Hidden = 512, [Range(1, 65_536)] int Outputs = 128) : IHead
{
    /// <inheritdoc/>
    public Module<Tensor, Tensor> Build(int features, int classes) =>
        Sequential(
            ("hidden", Linear(features, Hidden, hasBias: false)),
            ("bn", BatchNorm1d(Hidden)),
            ("relu", ReLU()),
            ("outputs", Linear(Hidden, Outputs))
        );
}
