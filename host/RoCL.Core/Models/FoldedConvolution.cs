using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>A convolution that does the work of the batch-norm layer after it.</summary>
/// <remarks>
/// With s = γ/√(σ² + ε) channel by channel, batch-norm of W·x + b is (s·W)·x + s·(b − μ) + β.
/// </remarks>
/// <param name="convolution">The convolution that it follows.</param>
/// <param name="norm">The batch-norm layer that it follows, in eval mode.</param>
/// <param name="folded">Has a bias; its own numbers do not matter.</param>
internal sealed class FoldedConvolution(Conv2d convolution, BatchNorm2d norm, Conv2d folded)
{
    /// <summary>The batch-norm layer that it follows.</summary>
    public BatchNorm2d Norm => norm;

    /// <summary>The tensors that it sets.</summary>
    public IEnumerable<Tensor> Tensors => [folded.weight!, folded.bias!];

    /// <summary>Takes over the weights as they are now, in the format that it has.</summary>
    public void Follow()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var inverse = (norm.running_var! + norm.eps).rsqrt();
        var scale = norm.weight is { } gain ? gain * inverse : inverse;
        var mean = convolution.bias is { } bias ? norm.running_mean! - bias : norm.running_mean!;
        var shift = norm.bias is { } offset ? offset - mean * scale : -mean * scale;
        folded.weight!.copy_(convolution.weight! * scale.view(-1, 1, 1, 1));
        folded.bias!.copy_(shift);
    }
}
