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
    private const int Images = 4;
    private const int Width = 8;
    private const double Rounding = 1e-5;

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

    // Two halves by themselves give another mean than the whole.
    private bool IsOfWholeBatch(ComponentUse use, ValueList<ViewReference> views)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var loss = plan.Bindings.Loss(use).At(plan.MomentOf(0));
            ImmutableArray<Tensor> outputs = [.. views.Select((_, i) => Embeddings(i))];
            var half = Images / 2;
            var halves = (Of(loss, outputs, 0, half) + Of(loss, outputs, half, half)) / 2;
            var whole = Of(loss, outputs, 0, Images);
            return Math.Abs(halves - whole) > Rounding * (1 + Math.Abs(whole));
        }
        catch (ProblemException)
        {
            // Nothing is known of a loss that such numbers do not suit.
            return false;
        }
    }

    private static Tensor Embeddings(int view) =>
        new Rng(new Seed(0).For("embeddings", view), Images, CPU).Uniform([Images, Width]);

    private static double Of(ILoss loss, ImmutableArray<Tensor> outputs, int from, int count)
    {
        var labels = arange(Images, ScalarType.Int64).remainder(2);
        var input = new LossInput([.. outputs.Select(output => output.narrow(0, from, count))])
        {
            Names = [.. outputs.Select((_, i) => $"{i}")],
            Labels = labels.narrow(0, from, count),
            Indices = arange(from, from + count, ScalarType.Int64),
        };
        return loss.Of(input).mean().item<float>();
    }
}
