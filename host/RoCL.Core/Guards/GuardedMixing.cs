using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A mixing behind its guard: it gets a copy of the images, and its result is checked.
/// </summary>
/// <param name="use">The mixing, as the recipe names it.</param>
/// <param name="inner">The mixing.</param>
public sealed class GuardedMixing(ComponentUse use, IMixing inner) : IMixing
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedMixes.Checked"/>.
    /// </exception>
    public Mixed Mix(Tensor images, Rng random)
    {
        var mixed = Guard.Call(use, () => inner.Mix(images.clone(), random));
        return ReturnedMixes.Checked(use, mixed, images);
    }
}
