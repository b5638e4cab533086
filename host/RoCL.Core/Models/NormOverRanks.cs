using RoCL.Core.Ranks;

namespace RoCL.Core.Models;

/// <summary>
/// Batch-norm in training mode over the images of all ranks, with the gradient that reaches them
/// through the shared mean and variance. The gradients of weight and bias are each rank's own part.
/// </summary>
/// <remarks>
/// With x̂ = (x − μ)/σ: <c>∂L/∂x = w/σ · (∂L/∂y − mean(∂L/∂y) − x̂ · mean(x̂ · ∂L/∂y))</c>, where the
/// two means are over all ranks. Reference: Ioffe and Szegedy 2015, arXiv:1502.03167.
/// </remarks>
internal sealed class NormOverRanks : autograd.SingleTensorFunction<NormOverRanks>
{
    private const string Ranks = "ranks";
    private const string Values = "values";
    private const string Epsilon = "epsilon";

    /// <inheritdoc/>
    public override string Name => nameof(NormOverRanks);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var input = (Tensor)vars[0];
        var weight = (Tensor?)vars[1];
        var bias = (Tensor?)vars[2];
        var statistics = (BatchStatistics)vars[3];
        var epsilon = (double)vars[4];
        // Saved as tensors: a network may dispose of all that it has made but its output.
        var variance64 = statistics.Variance;
        ctx.save_for_backward(
            weight is null ? [input, statistics.Mean, variance64] : [input, statistics.Mean, variance64, weight]
        );
        ctx.save_data(Values, statistics.Values);
        ctx.save_data(Epsilon, epsilon);
        ctx.save_data(Ranks, vars[5]);
        var mean = statistics.Mean.to(ScalarType.Float32);
        var variance = variance64.to(ScalarType.Float32);
        return nn.functional.batch_norm(input, mean, variance, weight, bias, training: false, eps: epsilon);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor gradOutput)
    {
        var saved = ctx.get_saved_variables();
        var input = saved[0];
        var weight = saved.Count > 3 ? saved[3] : null;
        var values = (long)ctx.get_data(Values);
        var epsilon = (double)ctx.get_data(Epsilon);
        var collective = (ICollective)ctx.get_data(Ranks);
        var dimensions = BatchStatistics.DimensionsOf(input);
        long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, (int)input.dim() - 2)];

        var gradient = gradOutput.to(ScalarType.Float32);
        var centred = input.to(ScalarType.Float32) - saved[1].to(ScalarType.Float32).view(perChannel);
        var ownSums = stack([gradient.sum(dimensions), (gradient * centred).sum(dimensions)]);
        var sums = ownSums.to(ScalarType.Float64);
        collective.Sum(sums);

        var scale = (saved[2] + epsilon).rsqrt();
        var meanGradient = (sums[0] / values).to(ScalarType.Float32).view(perChannel);
        var slope = (sums[1] / values * scale.square()).to(ScalarType.Float32).view(perChannel);
        var factor = scale.to(ScalarType.Float32);
        var weighted = weight is null ? factor : factor * weight;
        var ofInput = (gradient - meanGradient - centred * slope) * weighted.view(perChannel);
        return
        [
            ofInput.to(input.dtype),
            weight is null ? null! : ownSums[1] * factor,
            weight is null ? null! : ownSums[0],
            null!,
            null!,
            null!,
        ];
    }
}
