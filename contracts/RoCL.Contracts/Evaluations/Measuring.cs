using TorchSharp;

namespace RoCL.Contracts;

/// <summary>
/// What protocols have in common: the classifier that they begin with, and what is done with it
/// once it is ready.
/// </summary>
public static class Measuring
{
    /// <summary>
    /// Clean images first, then the attack inside each threat model, then whatever else was asked
    /// for.
    /// </summary>
    /// <param name="bench">The test images and the means.</param>
    /// <param name="classifier">What is measured.</param>
    /// <param name="attack">The attack on test images; none measures clean accuracy alone.</param>
    /// <param name="threats">The threat models that it is given, one after the other.</param>
    /// <param name="measurements">Further tests.</param>
    public static IReadOnlyList<Condition> Measure(
        this IBench bench,
        Classifier classifier,
        IAttack? attack = null,
        IReadOnlyList<ThreatModel>? threats = null,
        IReadOnlyList<IMeasurement>? measurements = null
    )
    {
        var clean = bench.Classify("clean", classifier);
        var attacked = attack is null
            ? []
            : (threats ?? []).Select(threat => bench.Attacked(classifier, attack, threat, clean));
        return
        [
            clean,
            .. attacked,
            .. (measurements ?? []).SelectMany(measurement => measurement.Measure(bench, classifier, clean)),
        ];
    }

    /// <summary>
    /// A linear classifier of zeros, features [N, F] to logits [N, K]: where it begins has no part
    /// in what is measured. The caller's own.
    /// </summary>
    /// <param name="bench">Whose features and classes.</param>
    public static nn.Module<Tensor, Tensor> LinearClassifier(this IBench bench)
    {
        var classifier = nn.Linear(bench.Features, bench.Train.Classes.Count);
        nn.init.zeros_(classifier.weight);
        nn.init.zeros_(classifier.bias);
        return classifier.to(bench.Device);
    }

    /// <summary>Does nothing where both parts have labels of the same classes.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0510: they have none; ROCL0519: a label is of one class here and of another there.
    /// </exception>
    public static void DemandLabels(this IBench bench)
    {
        if (bench.Train.Labels is null || bench.Test.Labels is null)
        {
            throw new ProblemException(
                new("ROCL0510", "the data", "has no labels, and a classifier needs them.", "Take labelled data.")
            );
        }

        if (!bench.Train.Classes.SequenceEqual(bench.Test.Classes))
        {
            throw new ProblemException(
                new(
                    "ROCL0519",
                    "the data",
                    $"has the classes {Listed(bench.Train)} to train on, and is measured on {Listed(bench.Test)}.",
                    "Evaluate by transfer, which names images of its own."
                )
            );
        }
    }

    private static string Listed(IImages images) =>
        string.Join(", ", images.Classes.Take(3))
        + (images.Classes.Count > 3 ? $" and {images.Classes.Count - 3} more" : "");
}
