using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// The promises of <see cref="IStatefulLoss"/> about its state; those of <see cref="LossLaws"/>
/// hold as well, of the loss at the beginning.
/// </summary>
public static class StatefulLossLaws
{
    private static readonly StateLaws<IStatefulLoss, LossSteps> Laws = new(loss =>
        EmbeddedViews.For(loss.Requirement).Convert(views => new LossSteps(views), steps => steps.Views)
    );

    /// <summary>The same shape begins with the same state.</summary>
    public static Law<IStatefulLoss> BeginsAlike => Laws.BeginsAlike;

    /// <summary>Names, shapes and types stay what they are, since checkpoints hold them.</summary>
    public static Law<IStatefulLoss> KeepsItsForms => Laws.KeepsItsForms;

    /// <summary>
    /// The same state and input give the same loss and next state, and the state stays as it was.
    /// </summary>
    public static Law<IStatefulLoss> IsPure => Laws.IsPure;

    /// <summary>Every number of the state is finite.</summary>
    public static Law<IStatefulLoss> StaysFinite => Laws.StaysFinite;

    /// <summary>All laws of losses' states.</summary>
    public static IReadOnlyList<Law<IStatefulLoss>> All => Laws.All;
}
