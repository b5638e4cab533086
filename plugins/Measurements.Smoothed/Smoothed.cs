using System.ComponentModel.DataAnnotations;

namespace RoCL.Measurements.Smoothed;

/// <summary>Transformation-smoothed inference: the mean over sampled transformations of an image decides its class.</summary>
/// <remarks>
/// What is averaged is the softmax of the logits. The samples that decide follow from the run's seed and an image's place in its batch, so
/// that the same image is given the same class at every call. An attack climbs the expectation (Athalye et al. 2018, arXiv:1707.07397):
/// each pass samples anew, since through samples that stand still it would only fool those.
/// <para>Errors: ROCL0305 transformations that cut the gradient off; ROCL0533 no transformation.</para>
/// <para>Reference: Kim et al. 2020, arXiv:2006.07589, section 3.4; the numbers of samples are ours.</para>
/// </remarks>
/// <param name="Transform">What an image passes through, one after the other; differentiable where there is an attack.</param>
/// <param name="Samples">How many transformed images decide.</param>
/// <param name="GradientSamples">How many an attack sees in a pass.</param>
/// <param name="Attack">The attack; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models that it is given, one after the other.</param>
/// <param name="Name">Stands before the conditions' names.</param>
[Component("smoothed", "The mean over sampled transformations decides; attacked through the expectation")]
public sealed record Smoothed(
    IReadOnlyList<IAugmentation> Transform, [Range(1, 10_000)] int Samples = 10, [Range(1, 10_000)] int GradientSamples = 4,
    IAttack? Attack = null, IReadOnlyList<ThreatModel>? Threats = null, string Name = "smoothed") : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        if (Transform.Count == 0)
            throw new ProblemException(new("ROCL0533", "the measurement smoothed", "has no transformation.", "List one at the least."));
        var name = $"{classifier.Name} {Name}".Trim();
        using var decides = new Expectation(classifier.Network, Transform, Samples, images => bench.Random(name, images.shape[0]));
        using var climbed = new Expectation(classifier.Climbed ?? classifier.Network, Transform, GradientSamples, images =>
            bench.Random(name, images.shape[0]).For("gradient", Of(images)));
        return bench.Measure(new Classifier(decides, classifier.Batch, climbed, name), Attack, Threats);
    }

    // Other images, other samples: an attack moves them from pass to pass. No counter, so that an evaluation goes on to the same digits.
    private static long Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        return BitConverter.DoubleToInt64Bits(images.detach().to(ScalarType.Float64).sum().item<double>());
    }
}
