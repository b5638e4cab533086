using RoCL.Core.Components;

namespace RoCL.Core.Binding;

/// <summary>
/// A component in use, as an object: the same one at every step, or a new one for each step where a
/// schedule runs through its options.
/// </summary>
/// <typeparam name="T">The component's contract.</typeparam>
/// <param name="Use">The component and its options, as the recipe has them.</param>
/// <param name="At">
/// The component at one moment of the training, with its guard. Throws a
/// <see cref="ProblemException"/>, ROCL02xx, when its plugin or its constructor fails.
/// </param>
public sealed record Bound<T>(ComponentUse Use, Func<Moment, T> At)
    where T : class
{
    /// <summary>The component where no schedule runs through its options.</summary>
    public T Constant => At(default);
}
