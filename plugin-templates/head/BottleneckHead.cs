using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch.nn;

/// <summary>
/// A wide hidden layer with batch-norm and a narrow output: the projector and predictor of later
/// methods.
/// </summary>
/// <remarks>
/// The names given to the layers are the weights' names on disk.
/// <para>Shape: features [N, F] to [N, Outputs]; the output is not normalised.</para>
/// <para>
/// Reference: Grill et al. 2020, arXiv:2006.07733, section 3.2, where it is 4096 wide and gives
/// 256.
/// </para>
/// </remarks>
/// <param name="Hidden">Units of the hidden layer.</param>
/// <param name="Outputs">D, the dimension of an embedding.</param>
[Component("bottleneck-head", "A wide hidden layer with batch-norm and a narrow output, Grill et al. 2020")]
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

// In a recipe:
//   "heads": { "projector": { "use": "bottleneck-head", "hidden": 512, "outputs": 128 } }
