using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Evaluation;

/// <summary>Images that a condition changes before they are classified.</summary>
internal static class ChangedImages
{
    /// <summary>The changed images, which have the form of those that were given.</summary>
    /// <param name="bench">The bench, which knows the components and when to stop.</param>
    /// <param name="evaluation">The evaluation, as the recipe names it.</param>
    /// <param name="batch">The images; the change gets copies.</param>
    /// <param name="random">Its random values.</param>
    /// <param name="change">From a batch to the images that are classified.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedImages.Augmented"/>.
    /// </exception>
    public static Tensor Of(
        Bench bench,
        ComponentUse evaluation,
        Batch batch,
        Rng random,
        Func<Batch, Rng, Tensor> change
    )
    {
        var use = Attribution.Owner(change.Method.DeclaringType, bench.Uses) ?? evaluation;
        var copy = batch with { Images = batch.Images.clone(), Labels = batch.Labels!.clone() };
        var changed = Guard.Call(use, () => change(copy, random), bench.Uses, bench.Stop);
        return ReturnedImages.Augmented(use, changed, batch.Images);
    }
}
