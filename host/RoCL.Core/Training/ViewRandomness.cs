using RoCL.Core.Guards;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// The random values of a step's views: those of an image follow from its place in the batch, and
/// not from the micro-batch or the rank that it is in.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="step">The step.</param>
/// <param name="share">The rank's part of the batch.</param>
/// <param name="device">Where images are.</param>
internal sealed class ViewRandomness(Plan plan, TrainingStep step, RankShare share, Device device)
{
    /// <summary>The source of an augmented view, for the rank's images.</summary>
    /// <param name="view">The view's name.</param>
    public Rng Of(string view) => share.Only(step.RandomFor(view, share.Batch, device));

    /// <summary>The source of an attack on some of the rank's images.</summary>
    /// <param name="view">The attacked view.</param>
    /// <param name="first">The first image, as the rank counts them.</param>
    /// <param name="count">How many.</param>
    public Rng Of(View.Perturbed view, long first, long count)
    {
        var places =
            from source in Enumerable.Range(0, view.Sources.Count)
            from image in Enumerable.Range(0, (int)count)
            select source * share.Batch + share.From + first + image;
        return step.RandomFor(view.Name, view.Sources.Count * share.Batch, device).Only(places);
    }

    /// <summary>How a view was augmented, for some of the rank's images.</summary>
    /// <param name="source">The view's name.</param>
    /// <param name="rows">The images, as the rank counts them.</param>
    public ImmutableArray<AppliedAugmentation> Applied(string source, IEnumerable<long> rows)
    {
        if (plan.Recipe.Views.First(made => made.Results.Contains(source)) is not View.Augmented view)
            return [];
        var random = Of(source).Only(rows);
        return
        [
            .. view.Pipeline.Select(use => new AppliedAugmentation(
                GuardedAugmentation.Unguarded(plan.Bindings.Augmentation(use).At(step.Moment)),
                random.For(use.Key)
            )),
        ];
    }
}
