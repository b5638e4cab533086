namespace RoCL.Attacks.AutoAttack;

/// <summary>What Auto-PGD raises.</summary>
public enum ApgdLoss
{
    /// <summary>
    /// The recipe's own objective, which is cross-entropy in the evaluation of a classifier.
    /// </summary>
    Ce,

    /// <summary>The difference of logits ratio (<see cref="LogitLosses.Dlr"/>).</summary>
    Dlr,

    /// <summary>
    /// The log-probability of a target class, for several targets one after another.
    /// </summary>
    CeTargeted,

    /// <summary>
    /// The difference of logits ratio towards a target class, for several targets one after
    /// another.
    /// </summary>
    DlrTargeted,
}
