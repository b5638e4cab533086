using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// The promises of <see cref="IStatefulAttack"/> about its state; those of <see cref="AttackLaws"/>
/// hold as well, of the attack at the beginning.
/// </summary>
public static class StatefulAttackLaws
{
    private static readonly StateLaws<IStatefulAttack, AttackSteps> Laws = new(_ =>
        AttackCase.Any().Convert(attackCase => new AttackSteps(attackCase), steps => steps.Case)
    );

    /// <summary>The same shape begins with the same state.</summary>
    public static Law<IStatefulAttack> BeginsAlike => Laws.BeginsAlike;

    /// <summary>Names, shapes and types stay what they are, since checkpoints hold them.</summary>
    public static Law<IStatefulAttack> KeepsItsForms => Laws.KeepsItsForms;

    /// <summary>
    /// The same state and input give the same images and next state, and the state stays as it was.
    /// </summary>
    public static Law<IStatefulAttack> IsPure => Laws.IsPure;

    /// <summary>Every number of the state is finite.</summary>
    public static Law<IStatefulAttack> StaysFinite => Laws.StaysFinite;

    /// <summary>All laws of attacks' states.</summary>
    public static IReadOnlyList<Law<IStatefulAttack>> All => Laws.All;
}
