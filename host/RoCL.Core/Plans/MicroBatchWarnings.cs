using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Plans;

/// <summary>
/// Losses that compare the images of a batch with one another, and see a micro-batch instead:
/// ROCL0529. They have fewer negatives then, under the same name.
/// </summary>
/// <param name="plan">The recipe on its data.</param>
internal sealed class MicroBatchWarnings(Plan plan)
{
    private TrainingLength Train => plan.Recipe.Train;

    /// <summary>All of them; none where micro-batches are batches.</summary>
    public IEnumerable<Problem> All()
    {
        if (Train.MicroBatch >= Train.Batch)
            return [];
        var terms = plan
            .Recipe.Terms.Where(term => term.OverMicroBatches && IsOfWholeBatch(term.Loss, term.Views))
            .Select(term => Seen($"The loss {term.Name}", term.Loss));
        var attacks = plan
            .Recipe.Views.OfType<View.Perturbed>()
            .Where(view => IsOfWholeBatch(view.Objective, view.ObjectiveViews))
            .Select(view =>
                Seen($"The loss {view.Objective.Component.Name} that attacks view {view.Name}", view.Objective)
            );
        return [.. terms, .. attacks];
    }

    private Problem Seen(string loss, ComponentUse use) =>
        new(
            "ROCL0529",
            use.Where,
            $"{loss} compares images with one another, and by train.microBatch it sees {Train.MicroBatch} of the "
                + $"{Train.Batch} images at a time: it has fewer negatives under the same name.",
            "Nothing has to be done where that is what you want; else leave out train.microBatch."
        );

    private bool IsOfWholeBatch(ComponentUse use, ValueList<ViewReference> views) =>
        new LossProbe(plan.Bindings.Loss(use).At(plan.MomentOf(0)), views.Count).IsOfWholeBatch;
}
