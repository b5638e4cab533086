using System.ComponentModel.DataAnnotations;

namespace RoCL.Measurements.Smoothed;

/// <summary>
/// Transformation-smoothed inference: the class is decided by the mean over sampled transformations
/// of the image.
/// </summary>
/// <remarks>
/// <c>S(x) = argmax_c 1/M Σₘ l_c(f(tₘ(x)))</c>. RoCL's equation 9 takes the expectation over t, and
/// approximates it by aggregating the features f(t(x)): under a linear classifier that is the mean
/// of the logits, the default here. The network that decides always sees the same M
/// transformations, drawn from the run's seed and shared by all images, so that it is a function:
/// an image is given the same class at every call, in whatever batch.
/// <para>
/// An attack climbs the expectation (EoT): at each pass, the mean over transformations that are
/// drawn anew, for each image its own. What it returns is judged by the network that decides.
/// Conditions are <c>smoothed clean</c> and <c>smoothed PGD-20 linf 8/255</c>.
/// </para>
/// <para>
/// Errors: with an attack, ROCL0541 a transformation that cuts the gradient off, ROCL0542 one whose
/// gradient is not finite; through either, the network would only seem robust.
/// </para>
/// <para>
/// References: Kim et al. 2020, arXiv:2006.07589, section 3.4; expectation over transformation,
/// Athalye et al. 2018, arXiv:1707.07397 and arXiv:1802.00420, section 4.2.
/// </para>
/// </remarks>
/// <param name="Transform">
/// The augmentations of a copy, one after the other, such as <c>simclr</c>; none, and copies are
/// the image.
/// </param>
/// <param name="Samples">M, the copies that decide: a forward pass for each.</param>
/// <param name="GradientSamples">The copies in each pass of an attack.</param>
/// <param name="Mean">What is averaged.</param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models that it is given, one after the other.</param>
/// <param name="Name">
/// Stands before the conditions' names: another one where an evaluation measures several
/// smoothings.
/// </param>
[Component("smoothed", "The mean over sampled transformations decides; attacked through the expectation")]
public sealed record SmoothedInference(
    IReadOnlyList<IAugmentation> Transform,
    [Range(1, 100_000)] int Samples = 10,
    [Range(1, 100_000)] int GradientSamples = 10,
    Smoothing Mean = Smoothing.Logits,
    IAttack? Attack = null,
    IReadOnlyList<ThreatModel>? Threats = null,
    string Name = "smoothed"
) : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        if (Attack is not null)
            Differentiable.Demand(bench, Transform);
        var name = classifier.Name.Length == 0 ? Name : $"{classifier.Name} {Name}";
        var draws = new Draws(bench.Random($"{name} climbed"));
        var one = bench.Random($"{name} transformations");
        using var decides = new SmoothedNetwork(classifier.Network, Transform, Samples, Mean, Draws.Fixed(one));
        using var climbed = new SmoothedNetwork(
            classifier.GradientNetwork ?? classifier.Network,
            Transform,
            GradientSamples,
            Mean,
            draws.Next
        );
        return bench.Measure(
            classifier with
            {
                Network = decides,
                GradientNetwork = climbed,
                Name = name,
            },
            Attack is null ? null : new ThroughExpectation(Attack, draws),
            Threats
        );
    }
}
