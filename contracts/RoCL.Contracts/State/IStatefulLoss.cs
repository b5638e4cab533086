namespace RoCL.Contracts;

/// <summary>
/// A loss that carries tensors from step to step, such as a queue of negatives or a centre.
/// </summary>
/// <remarks>
/// The loss is a function: the state comes in, and the next one goes out. The host keeps it as a
/// part of the model: in checkpoints, on the recipe's device. The next state takes effect when the
/// optimizer has moved the weights; a step that is left out, fails or is taken again leaves the
/// state as it was. Micro-batches of a term pass it on, one after the other.
/// <para>
/// As an attack's objective (<c>maximise</c>), the loss sees the state of the first term with the
/// same loss, and the next state is dropped; ROCL0378 where no term has it. Inside another
/// component, such as an evaluation, nothing keeps a state: ROCL0376.
/// </para>
/// </remarks>
public interface IStatefulLoss : ILoss
{
    /// <summary>The state before the first step.</summary>
    /// <param name="shape">
    /// What the state is for; random values come from it alone, so that it begins alike each time.
    /// </param>
    TensorState Begin(StateShape shape);

    /// <summary>The loss, and the state after it.</summary>
    /// <param name="state">The state, as <see cref="Begin"/> or the step before gave it.</param>
    /// <param name="input">The views of the loss term, as the recipe lists them.</param>
    /// <exception cref="ProblemException">The views do not fit the loss.</exception>
    LossStep Of(TensorState state, LossInput input);

    /// <summary>Refused: there is no state.</summary>
    /// <param name="input">Not looked at.</param>
    /// <exception cref="ProblemException">ROCL0376, always.</exception>
    Tensor ILoss.Of(LossInput input) => throw StateNotKept.By(this);
}

/// <summary>What a stateful loss returns.</summary>
/// <param name="Loss">[N], one loss for each image, which the host averages; or a scalar.</param>
/// <param name="Next">
/// The state after the step, with the names, shapes and types that it had.
/// </param>
public sealed record LossStep(Tensor Loss, TensorState Next);
