namespace RoCL.Contracts.Testing;

/// <summary>
/// Compares a loss's gradient with central differences, (L(x + h eᵢ) − L(x − h eᵢ)) / 2h, one
/// coordinate after the other.
/// </summary>
internal static class FiniteDifferences
{
    // The first step that agrees decides: a shorter step loses digits, a longer one meets
    // curvature.
    private static readonly double[] Steps = [1e-4, 1e-6, 1e-5];
    private const double Tolerance = 1e-5;

    /// <summary>
    /// What is wrong with the gradient of a loss; <see langword="null"/> where it agrees
    /// everywhere, or where it is finite and the loss declares that it stops it.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="views">Its input, which is taken in float64.</param>
    public static string? Disagreement(ILoss loss, EmbeddedViews views)
    {
        var outputs = views.Outputs(ScalarType.Float64).requires_grad_();
        var value = Weighted(loss, views, outputs);
        // Another law says so.
        if (!double.IsFinite(value.item<double>()))
            return null;
        if (!value.requires_grad)
            return "its result has no gradient at all: it was cut off";
        value.backward();
        if (outputs.grad is not { } gradient)
            return "no gradient reaches any view";
        return loss.Requirement.StopsGradient
            ? Discrepancy.NotFinite("the gradient", gradient)
            : FirstWrongCoordinate(loss, views, gradient);
    }

    private static string? FirstWrongCoordinate(ILoss loss, EmbeddedViews views, Tensor gradient)
    {
        using var untracked = no_grad();
        var claimed = gradient.data<double>().ToArray();
        var outputs = views.Outputs(ScalarType.Float64);
        for (var i = 0; i < claimed.Length; i++)
        {
            var slopes = Steps.Select(step => Slope(loss, views, outputs, i, step));
            if (slopes.Any(slope => Math.Abs(slope - claimed[i]) <= Tolerance * (1 + Math.Abs(slope))))
                continue;

            var view = i / (views.Images * views.Dimensions);
            var image = i / views.Dimensions % views.Images;
            return $"at view {view}, image {image}, dimension {i % views.Dimensions} "
                + $"the gradient is {Discrepancy.Number(claimed[i])} "
                + $"and the slope {Discrepancy.Number(slopes.Last())}; "
                + "where the gradient is stopped on purpose, declare it by "
                + $"{nameof(LossRequirement)}.{nameof(LossRequirement.StopsGradient)}";
        }
        return null;
    }

    private static double Slope(ILoss loss, EmbeddedViews views, Tensor outputs, int coordinate, double step)
    {
        double Value(double offset)
        {
            using var scope = NewDisposeScope();
            var moved = outputs.view(-1).clone();
            moved[coordinate] += offset;
            return Weighted(loss, views, moved.view_as(outputs)).item<double>();
        }
        return (Value(step) - Value(-step)) / (2 * step);
    }

    // A single number of all losses. Each has a weight of its own, so that a gradient which goes to
    // the wrong image shows.
    private static Tensor Weighted(ILoss loss, EmbeddedViews views, Tensor outputs)
    {
        var losses = loss.Of(views.Input(outputs));
        if (losses.dim() == 0)
            return losses;
        var uniform = new Rng(new Seed(views.Seed).For("weights"), views.Images).Uniform(views.Images);
        return (losses * (1 + uniform.to(losses.dtype))).sum();
    }
}
