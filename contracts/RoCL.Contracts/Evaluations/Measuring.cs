using TorchSharp;

namespace RoCL.Contracts;

/// <summary>
/// What protocols have in common: a linear classifier to begin with, and the measurements at the
/// end.
/// </summary>
public static class Measuring
{
    /// <summary>
    /// Measures a classifier on clean images, then under an attack in each threat model, then with
    /// further measurements.
    /// </summary>
    /// <param name="bench">The test images and the arithmetic.</param>
    /// <param name="classifier">The classifier under measurement.</param>
    /// <param name="attack">
    /// The attack on test images; left out, there is no attacked condition.
    /// </param>
    /// <param name="threats">The threat models to attack in, one condition each.</param>
    /// <param name="measurements">The further measurements.</param>
    /// <returns>The conditions in that order; the first is called <c>clean</c>.</returns>
    /// <exception cref="ProblemException">ROCL0510: the images have no labels.</exception>
    public static IReadOnlyList<Condition> Measure(
        this IBench bench,
        Classifier classifier,
        IAttack? attack = null,
        IReadOnlyList<ThreatModel>? threats = null,
        IReadOnlyList<IMeasurement>? measurements = null
    )
    {
        var clean = bench.Classify("clean", classifier);
        var conditions = new List<Condition> { clean };
        if (attack is not null)
        {
            foreach (var threat in threats ?? [])
                conditions.Add(bench.Attacked(classifier, attack, threat, clean));
        }

        foreach (var measurement in measurements ?? [])
            conditions.AddRange(measurement.Measure(bench, classifier, clean));
        return conditions;
    }

    /// <summary>
    /// The attacks that <see cref="Measure"/> makes, for <see cref="IEvaluation.Planned"/>.
    /// </summary>
    /// <param name="attack">As there.</param>
    /// <param name="threats">As there.</param>
    /// <param name="measurements">As there.</param>
    public static IEnumerable<AttackIn> Planned(
        IAttack? attack = null,
        IReadOnlyList<ThreatModel>? threats = null,
        IReadOnlyList<IMeasurement>? measurements = null
    )
    {
        var own = attack is null ? [] : (threats ?? []).Select(threat => new AttackIn(attack, threat));
        return own.Concat((measurements ?? []).SelectMany(measurement => measurement.Planned));
    }

    /// <summary>
    /// A linear classifier with all weights zero, from features [N, F] to logits [N, K]: results do
    /// not depend on an initial draw. The caller disposes of it.
    /// </summary>
    /// <param name="bench">The bench, which knows F, K and the device.</param>
    public static nn.Module<Tensor, Tensor> LinearClassifier(this IBench bench)
    {
        var classifier = nn.Linear(bench.Features, bench.Train.Classes.Count);
        nn.init.zeros_(classifier.weight);
        nn.init.zeros_(classifier.bias);
        return classifier.to(bench.Device);
    }

    /// <summary>
    /// Demands that training and test images have labels of the same classes in the same order.
    /// </summary>
    /// <param name="bench">The training and test images.</param>
    /// <exception cref="ProblemException">
    /// ROCL0510: they have no labels. ROCL0519: the classes differ.
    /// </exception>
    public static void DemandLabels(this IBench bench)
    {
        if (bench.Train.Labels is null || bench.Test.Labels is null)
            throw WithoutLabels();
        if (!bench.Train.Classes.SequenceEqual(bench.Test.Classes))
            throw OtherClasses(bench);
    }

    private static ProblemException WithoutLabels() =>
        Refused("ROCL0510", "The images have no labels, and a classifier needs them.", "Take labelled data.");

    private static ProblemException OtherClasses(IBench bench) =>
        Refused(
            "ROCL0519",
            $"The training images have the classes {Listed(bench.Train)}, "
                + $"and the test images have {Listed(bench.Test)}.",
            "Evaluate by transfer, which names images of its own."
        );

    private static ProblemException Refused(string code, string what, string remedy) =>
        new(new(code, "the data", what, remedy));

    private static string Listed(IImages images)
    {
        const int shown = 3;
        var names = string.Join(", ", images.Classes.Take(shown));
        return images.Classes.Count > shown ? $"{names} and {images.Classes.Count - shown} more" : names;
    }
}
