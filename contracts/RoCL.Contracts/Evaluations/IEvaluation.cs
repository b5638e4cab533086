namespace RoCL.Contracts;

/// <summary>A protocol that measures a trained encoder.</summary>
public interface IEvaluation
{
    /// <summary>Measures the bench's encoder.</summary>
    /// <param name="bench">The encoder, the data and the arithmetic.</param>
    /// <exception cref="ProblemException">
    /// The data does not allow the protocol, such as images without labels.
    /// </exception>
    EvaluationResult Evaluate(IBench bench);

    /// <summary>
    /// The attacks that the protocol makes, each with its threat model, so that the host can refuse
    /// before training begins what does not go together; what is not listed is refused when it
    /// comes to it.
    /// </summary>
    IEnumerable<AttackIn> Planned => [];
}

/// <summary>An attack, and the threat model that it is made in.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Threat">The threat model.</param>
public sealed record AttackIn(IAttack Attack, ThreatModel Threat);

/// <summary>
/// A further test of a protocol's classifier, such as corrupted images, another attack or smoothed
/// inference. Every protocol can include it.
/// </summary>
public interface IMeasurement
{
    /// <summary>Measures a trained classifier and leaves it unchanged.</summary>
    /// <param name="bench">The test images and the arithmetic.</param>
    /// <param name="classifier">The classifier under measurement.</param>
    /// <param name="clean">The result for the unchanged images.</param>
    IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean);

    /// <summary>
    /// The attacks that the measurement makes, as <see cref="IEvaluation.Planned"/>.
    /// </summary>
    IEnumerable<AttackIn> Planned => [];
}

/// <summary>The result of an evaluation.</summary>
/// <param name="Protocol">One line that describes the protocol, for tables and papers.</param>
/// <param name="Conditions">
/// One entry for each condition that the images were classified under; the host computes accuracies
/// from them.
/// </param>
public sealed record EvaluationResult(string Protocol, IReadOnlyList<Condition> Conditions);

/// <summary>Which images were classified correctly under one condition.</summary>
/// <param name="Name">
/// Such as <c>clean</c> or <c>pgd linf 0.0314</c>; unique within the evaluation.
/// </param>
/// <param name="Correct">One truth value for each test image, in the order of the data.</param>
/// <param name="Threat">
/// The threat model of the condition; <see langword="null"/> without an attack.
/// </param>
/// <param name="Seconds">The wall time of making the condition's images, in seconds.</param>
/// <param name="Images">
/// The images, for the accuracy of each class; the recipe's test images when left out.
/// </param>
public sealed record Condition(
    string Name,
    IReadOnlyList<bool> Correct,
    ThreatModel? Threat = null,
    double Seconds = 0,
    IImages? Images = null
)
{
    /// <summary>
    /// The attacks that made the images; of a worst case, all that it is made of. Tables keep
    /// conditions of one name apart where these differ.
    /// </summary>
    public IReadOnlyList<IAttack> Attacks { get; init; } = [];

    /// <summary>
    /// The family that it belongs to, such as <c>corruptions</c>: tables show the mean accuracy of
    /// a family as <c>corruptions mean</c>. <see langword="null"/> for none.
    /// </summary>
    public string? Family { get; init; }
}
