namespace RoCL.Core.Optimizers;

/// <summary>
/// How parameters follow their gradients: a function of state, parameter and gradient.
/// </summary>
public interface IOptimizer
{
    /// <summary>The learning rate before its schedule.</summary>
    double Lr { get; }

    /// <summary>
    /// The state that a parameter starts with, such as a velocity of zeros; by the names under
    /// which it is saved.
    /// </summary>
    /// <param name="parameter">The parameter.</param>
    ImmutableSortedDictionary<string, Tensor> Start(Tensor parameter);

    /// <summary>
    /// Moves one parameter, and its state, in place: copies of a model's size every step would cost
    /// more than they are worth.
    /// </summary>
    /// <param name="parameter">Changed in place.</param>
    /// <param name="gradient">Of the parameter's shape; not written to.</param>
    /// <param name="state">
    /// As <see cref="Start"/> gave it; its tensors are changed in place.
    /// </param>
    /// <param name="rate">This step's learning rate.</param>
    void Move(Tensor parameter, Tensor gradient, ImmutableSortedDictionary<string, Tensor> state, double rate);
}
