namespace RoCL.Measurements.Smoothed;

/// <summary>
/// Whether gradients find their way back through transformations: an attack that gets none would
/// only seem to fail.
/// </summary>
internal static class Differentiable
{
    private const int Images = 8,
        Times = 8;

    /// <summary>Does nothing where they do, on a few test images and draws.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0541 a gradient is cut off or zero, ROCL0542 one is not finite.
    /// </exception>
    public static void Demand(IBench bench, IReadOnlyList<IAugmentation> transform)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var images = bench
            .Test.Gather(arange(Math.Min(Images, bench.Test.Count), ScalarType.Int64))
            .Images.to(bench.Device);
        foreach (var (augmentation, i) in transform.Select((augmentation, i) => (augmentation, i)))
        {
            var gradients = Enumerable
                .Range(0, Times)
                .Select(time =>
                    Gradient(augmentation, images, bench.Random("differentiable", images.shape[0]).For($"{i}", time))
                )
                .ToList();
            if (gradients.All(gradient => gradient is null || gradient.eq(0).all().item<bool>()))
            {
                throw Because(
                    "ROCL0541",
                    augmentation,
                    i,
                    "cuts the gradient off, so that an attack through it sees nothing to climb."
                );
            }

            if (gradients.Any(gradient => gradient is not null && !gradient.isfinite().all().item<bool>()))
                throw Because("ROCL0542", augmentation, i, "has a gradient that is not a finite number.");
        }
    }

    // Of a random mixture of the result's pixels.
    private static Tensor? Gradient(IAugmentation augmentation, Tensor images, Rng random)
    {
        var moving = images.detach().clone().requires_grad_();
        var result = augmentation.Apply(moving, random.For("augmentation"));
        if (!result.requires_grad)
            return null;
        autograd.backward([(result * random.Normal(result.shape)).sum()], inputs: [moving]);
        return moving.grad;
    }

    private static ProblemException Because(string code, IAugmentation augmentation, int place, string what) =>
        new(
            new(
                code,
                $"the measurement smoothed, transform[{place}]",
                $"{ComponentAttribute.NameOf(augmentation)} {what}",
                "Take a differentiable transformation, or leave the attack out and measure clean images alone."
            )
        );
}
