namespace RoCL.Contracts.Testing;

/// <summary>A loss's slope by central differences, one coordinate after the other.</summary>
internal static class Differences
{
    // The longest step that agrees decides: a shorter one loses digits, a longer one meets
    // curvature.
    private static readonly double[] Steps = [1e-4, 1e-6, 1e-5];
    private const double Tolerance = 1e-5;

    /// <summary>
    /// The coordinate where a gradient is not the slope; <see langword="null"/> where it is
    /// everywhere.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="of">Its input.</param>
    /// <param name="gradient">What it claims, float64 [V, N, D].</param>
    /// <param name="weighted">From its result to the number whose slope is meant.</param>
    public static string? Wrong(
        ILoss loss,
        EmbeddedViews of,
        Tensor gradient,
        Func<EmbeddedViews, Tensor, Tensor> weighted
    )
    {
        using var quiet = no_grad();
        var (claimed, outputs) = (gradient.data<double>().ToArray(), of.Outputs(ScalarType.Float64));
        var flat = outputs.view(-1);
        double Value(long i, double step)
        {
            using var scope = NewDisposeScope();
            var moved = flat.clone();
            moved[i] += step;
            return weighted(of, loss.Of(of.Input(moved.view_as(outputs)))).item<double>();
        }
        for (var i = 0; i < claimed.Length; i++)
        {
            var slopes = Steps.Select(step => (Value(i, step) - Value(i, -step)) / (2 * step));
            if (slopes.Any(slope => Math.Abs(slope - claimed[i]) <= Tolerance * (1 + Math.Abs(slope))))
                continue;
            var (view, image) = (i / (of.Images * of.Dimensions), i / of.Dimensions % of.Images);
            return $"at view {view}, image {image}, dimension {i % of.Dimensions} the gradient is {Observed.Number(claimed[i])} "
                + $"and the slope {Observed.Number(slopes.Last())}; where the gradient is stopped on purpose, say so: "
                + $"{nameof(LossRequirement)}.{nameof(LossRequirement.StopsGradient)}";
        }
        return null;
    }
}
