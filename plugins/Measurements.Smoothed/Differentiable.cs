namespace RoCL.Measurements.Smoothed;

/// <summary>
/// Whether gradients pass through transformations: an attack that gets none would only seem to
/// fail.
/// </summary>
internal static class Differentiable
{
    private const int Images = 8;
    private const int Draws = 8;

    /// <summary>
    /// Does nothing where gradients pass through each transformation, on a few test images and
    /// draws.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0541 a gradient is cut off or zero, ROCL0542 one is not finite.
    /// </exception>
    public static void Demand(IBench bench, IReadOnlyList<IAugmentation> transform)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var first = arange(Math.Min(Images, bench.Test.Count), ScalarType.Int64);
        var images = bench.Test.Gather(first).Images.to(bench.Device);
        for (var place = 0; place < transform.Count; place++)
        {
            var random = bench.Random("differentiable", images.shape[0]);
            var gradients = Gradients(transform[place], place, images, random);
            if (gradients.All(IsCutOff))
                throw CutOff(transform[place], place);
            if (!gradients.All(IsFinite))
                throw NotFinite(transform[place], place);
        }
    }

    private static List<Tensor?> Gradients(IAugmentation augmentation, int place, Tensor images, Rng random)
    {
        var draws = Enumerable.Range(0, Draws);
        return [.. draws.Select(draw => Gradient(augmentation, images, random.For($"{place}", draw)))];
    }

    // Of a random mixture of the result's pixels; null where no gradient flows.
    private static Tensor? Gradient(IAugmentation augmentation, Tensor images, Rng random)
    {
        var moving = images.detach().clone().requires_grad_();
        var result = augmentation.Apply(moving, random.For("augmentation"));
        if (!result.requires_grad)
            return null;

        var mixture = (result * random.Normal(result.shape)).sum();
        autograd.backward([mixture], inputs: [moving]);
        return moving.grad;
    }

    private static bool IsCutOff(Tensor? gradient) => gradient is null || gradient.eq(0).all().item<bool>();

    private static bool IsFinite(Tensor? gradient) => gradient is null || gradient.isfinite().all().item<bool>();

    private static ProblemException CutOff(IAugmentation augmentation, int place)
    {
        var name = ComponentAttribute.NameOf(augmentation);
        return Problem("ROCL0541", place, $"{name} cuts the gradient off, so that an attack through it gets none.");
    }

    private static ProblemException NotFinite(IAugmentation augmentation, int place)
    {
        var name = ComponentAttribute.NameOf(augmentation);
        return Problem("ROCL0542", place, $"{name} has a gradient that is not a finite number.");
    }

    private static ProblemException Problem(string code, int place, string what) =>
        new(
            new(
                code,
                $"the measurement smoothed, transform[{place}]",
                $"The transformation {what}",
                "Take a differentiable transformation, or leave the attack out and measure clean images alone."
            )
        );
}
