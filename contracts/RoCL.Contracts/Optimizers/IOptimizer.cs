namespace RoCL.Contracts;

/// <summary>
/// How a parameter follows its gradients: <c>Start</c> gives its state, <c>Move</c> moves both.
/// </summary>
/// <remarks>
/// An optimizer is a value without a memory of its own: all that it remembers of a parameter is in
/// that parameter's state, whose tensors go into checkpoints by their names, as
/// <c>optimizer.velocity.encoder.conv1.weight</c>. So a resumed run has the same bits. The host
/// decides which parameters are moved, by which options and at which rate, and frees the temporary
/// tensors of each call.
/// <para>
/// The host checks after each step that parameters and states are finite and have kept their shapes
/// and types: ROCL0380 to ROCL0385.
/// </para>
/// </remarks>
public interface IOptimizer
{
    /// <summary>
    /// The learning rate before its schedule, finite and 0 or above; <see cref="ILearningRate"/>
    /// makes each step's rate of it.
    /// </summary>
    double Lr { get; }

    /// <summary>
    /// The state of a parameter before its first step, such as a velocity of zeros.
    /// </summary>
    /// <remarks>
    /// It depends on shape, type, device and values of the parameter alone. A counter is a scalar
    /// tensor, int64 on the CPU as a rule: to read it then waits for no other device.
    /// </remarks>
    /// <param name="parameter">The parameter, of any shape; must not be written to.</param>
    /// <returns>
    /// New tensors by their names, of small and capital letters, digits, hyphens and underscores;
    /// none where the optimizer remembers nothing. Names, shapes and types stay what they are for
    /// the whole training.
    /// </returns>
    IReadOnlyDictionary<string, Tensor> Start(Tensor parameter);

    /// <summary>
    /// Moves one parameter, and its state, in place: copies of a model's size every step would cost
    /// more than they are worth.
    /// </summary>
    /// <remarks>No gradient is recorded meanwhile.</remarks>
    /// <param name="parameter">Changed in place, by operations such as <c>add_</c>.</param>
    /// <param name="gradient">Of the parameter's shape; must not be written to.</param>
    /// <param name="state">
    /// The state as <see cref="Start"/> gave it, or as an earlier step or a checkpoint left it; its
    /// tensors are changed in place.
    /// </param>
    /// <param name="rate">
    /// This step's learning rate, 0 or above. A rate of 0 leaves the parameter as it is.
    /// </param>
    void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate);
}
