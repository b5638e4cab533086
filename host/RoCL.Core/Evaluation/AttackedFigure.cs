namespace RoCL.Core.Evaluation;

/// <summary>
/// The result of one attack on one classifier, which signs of masking may speak against.
/// </summary>
/// <param name="Condition">The condition's name in the result.</param>
/// <param name="Classifier">The classifier's name in the result; empty for the only one.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Threat">Its threat model.</param>
/// <param name="Correct">Which test images it left classified correctly.</param>
internal sealed record AttackedFigure(
    string Condition,
    string Classifier,
    IAttack Attack,
    ThreatModel Threat,
    IReadOnlyList<bool> Correct
)
{
    /// <summary>What tables call the attack.</summary>
    public string Title => AttackTitle.Of(Attack, Threat);

    /// <summary>
    /// Whether another figure is of the same classifier, images and threat model.
    /// </summary>
    /// <param name="other">The other figure.</param>
    public bool IsComparableWith(AttackedFigure other) =>
        other.Classifier == Classifier && other.Threat == Threat && other.Correct.Count == Correct.Count;
}
