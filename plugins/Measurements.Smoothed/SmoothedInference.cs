using System.ComponentModel.DataAnnotations;

namespace RoCL.Measurements.Smoothed;

/// <summary>
/// Transformation-smoothed inference: the class is decided by the mean over sampled transformations
/// of the image.
/// </summary>
/// <remarks>
/// <c>S(x) = argmax_c 1/M Σₘ l_c(f(tₘ(x)))</c>. RoCL's equation 9 takes the expectation over t, and
/// approximates it by aggregating the features f(t(x)): under a linear classifier that is the mean
/// of the logits, the default here. The network that decides always uses the same M
/// transformations, drawn from the run's seed and shared by all images, so that it is a function:
/// an image gets the same class at every call, in whatever batch.
/// <para>
/// An attack follows the gradient of the expectation (EoT): at each pass, of the mean over
/// transformations that are newly drawn, for each image its own. The images that it returns are
/// classified by the network that decides. Conditions are <c>smoothed clean</c> and <c>smoothed
/// PGD-20 linf 8/255</c>.
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
/// <param name="Threats">The threat models of the attack, one after the other.</param>
/// <param name="Name">
/// The prefix of the conditions' names: another one where an evaluation measures several
/// smoothings.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 5, "batch": 16,
///       "measurements": [
///         {
///           "use": "smoothed",
///           "transform": [{ "use": "simclr", "strength": 0.5 }],
///           "samples": 3, "gradientSamples": 2,
///           "attack": { "use": "pgd", "iterations": 2, "relativeStep": 0.5 },
///           "threats": [{ "linf": "8/255" }]
///         }
///       ]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("smoothed", "The mean over sampled transformations decides; attacked through the expectation")]
public sealed record SmoothedInference(
    IReadOnlyList<IAugmentation> Transform,
    [Range(1, 100_000), Needs("transform")] int Samples = 10,
    [Range(1, 100_000), Needs("attack")] int GradientSamples = 10,
    Smoothing Mean = Smoothing.Logits,
    [Needs("threats")] IAttack? Attack = null,
    [Needs("attack")] IReadOnlyList<ThreatModel>? Threats = null,
    [MinLength(1)] string Name = "smoothed"
) : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        if (Attack is not null)
            Differentiable.Demand(bench, Transform);

        var name = classifier.Name.Length == 0 ? Name : $"{classifier.Name} {Name}";
        var attackDraws = new TransformationDraws(bench.Random($"{name} attacked"));
        var fixedDraws = TransformationDraws.Fixed(bench.Random($"{name} transformations"));
        using var deciding = new SmoothedNetwork(classifier.Network, Transform, Samples, Mean, fixedDraws);
        using var attacked = new SmoothedNetwork(
            classifier.GradientNetwork ?? classifier.Network,
            Transform,
            GradientSamples,
            Mean,
            attackDraws.Next
        );

        var smoothed = classifier with { Network = deciding, GradientNetwork = attacked, Name = name };
        var attack = Attack is null ? null : new ThroughExpectation(Attack, attackDraws);
        return [.. bench.Measure(smoothed, attack, Threats).Select(OfAttack)];
    }

    // The attack as the recipe has it, not the one around it.
    private Condition OfAttack(Condition condition) =>
        Attack is null || condition.Attacks.Count == 0 ? condition : condition with { Attacks = [Attack] };

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => Measuring.Planned(Attack, Threats);
}
