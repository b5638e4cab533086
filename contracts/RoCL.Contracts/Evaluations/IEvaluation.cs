namespace RoCL.Contracts;

/// <summary>A protocol that measures a trained encoder.</summary>
public interface IEvaluation
{
    /// <summary>Measures.</summary>
    /// <param name="bench">The encoder, the data and the means.</param>
    /// <exception cref="ProblemException">
    /// The data does not allow the protocol, such as images without labels.
    /// </exception>
    EvaluationResult Evaluate(IBench bench);
}

/// <summary>
/// A test that any protocol can put its classifier to: corrupted images, other attacks, smoothed
/// inference.
/// </summary>
public interface IMeasurement
{
    /// <summary>Measures a classifier that is ready; it is not changed.</summary>
    /// <param name="bench">The test images and the means.</param>
    /// <param name="classifier">What is measured.</param>
    /// <param name="clean">What was found of the untouched images.</param>
    IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean);
}

/// <summary>What an evaluation found.</summary>
/// <param name="Protocol">One line that says what was done, for tables and papers.</param>
/// <param name="Conditions">
/// One for each condition that the images were classified under; the host derives accuracies from
/// them.
/// </param>
public sealed record EvaluationResult(string Protocol, IReadOnlyList<Condition> Conditions);

/// <summary>Which images were classified correctly under one condition.</summary>
/// <param name="Name">
/// Such as <c>clean</c> or <c>pgd linf 0.0314</c>; unique within the evaluation.
/// </param>
/// <param name="Correct">One truth value for each test image, in the order of the data.</param>
/// <param name="Threat">
/// The threat model of the condition; <see langword="null"/> for clean images.
/// </param>
/// <param name="Seconds">
/// How long it took to make the condition's images: the attack's wall time.
/// </param>
/// <param name="Images">
/// The images, for the accuracy of each class; the recipe's test images where left out.
/// </param>
public sealed record Condition(
    string Name,
    IReadOnlyList<bool> Correct,
    ThreatModel? Threat = null,
    double Seconds = 0,
    IImages? Images = null
);
