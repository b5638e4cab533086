using static TorchSharp.torch.nn;

namespace RoCL.Heads.Mlp;

/// <summary>
/// Linear layers with a ReLU between each two: the projector in front of a contrastive loss.
/// </summary>
/// <remarks>
/// Weights are named <c>linear_1</c>, <c>linear_2</c>, … and drawn as PyTorch's Linear draws them,
/// biases included.
/// <para>
/// Shape: [N, F] to [N, D], D the last of <paramref name="Layers"/>; the output is not normalised.
/// </para>
/// <para>Errors: ROCL0361 no layer, or a layer without outputs.</para>
/// <para>
/// Reference: Chen et al. 2020, arXiv:2002.05709, section 4.2; the authors of RoCL take 2048 and
/// 128 (arXiv:2006.07589).
/// </para>
/// </remarks>
/// <param name="Layers">
/// Outputs of each layer, hidden ones first; 128 and 128 when left out.
/// </param>
/// <example>
/// <code>
/// { "heads": { "projector": { "use": "mlp", "layers": [32, 16] } } }
/// </code>
/// </example>
[Component("mlp", "Linear layers with ReLU between them: SimCLR's projector")]
public sealed record Mlp(IReadOnlyList<int>? Layers = null) : IHead
{
    /// <inheritdoc/>
    public Module<Tensor, Tensor> Build(int features, int classes)
    {
        var widths = Layers ?? [128, 128];
        if (widths.Count == 0 || widths.Any(width => width <= 0))
            throw NoOutputs(widths);

        var layers = widths.SelectMany((width, i) => Layer(i + 1, i == 0 ? features : widths[i - 1], width));
        return Sequential(layers.SkipLast(1)); // no ReLU at the end
    }

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Layer(int number, int inputs, int outputs) =>
        [($"linear_{number}", Linear(inputs, outputs)), ($"relu_{number}", ReLU())];

    private static ProblemException NoOutputs(IReadOnlyList<int> widths) =>
        new(
            new(
                "ROCL0361",
                "mlp layers",
                $"The layers are [{string.Join(", ", widths)}], but there has to be a layer, and each layer needs at "
                    + "least one output.",
                "List the outputs of each layer, such as [2048, 128]."
            )
        );
}
