using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>An augmentation behind its guard: its result is checked.</summary>
/// <param name="use">The augmentation, as the recipe names it.</param>
/// <param name="inner">The augmentation.</param>
public sealed class GuardedAugmentation(ComponentUse use, IAugmentation inner) : IAugmentation
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedImages.Augmented"/>.
    /// </exception>
    public Tensor Apply(Tensor images, Rng random)
    {
        var changed = Guard.Call(use, () => inner.Apply(images, random));
        return ReturnedImages.Augmented(use, changed, images);
    }

    /// <summary>The component itself, for another component of its plugin to recognise.</summary>
    /// <param name="augmentation">An augmentation, behind its guard or not.</param>
    internal static IAugmentation Unguarded(IAugmentation augmentation) =>
        augmentation is GuardedAugmentation guarded ? guarded.Inner : augmentation;

    private IAugmentation Inner => inner;
}
