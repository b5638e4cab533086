using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Ahead;

/// <summary>
/// What a training step would be refused for, found on a model that is not trained.
/// </summary>
internal static class TrainingAhead
{
    /// <summary>All that is found without a step, each problem of another kind.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="model">A model of it.</param>
    public static Outlook Look(Plan plan, Model model)
    {
        ImmutableArray<Problem> ofOneImage = [.. AttacksOnOneImage(plan, model)];
        try
        {
            RatesAhead.Look(plan);
            return new(ofOneImage, []);
        }
        catch (ProblemException fault)
        {
            return new([.. ofOneImage, .. fault.Problems], []);
        }
    }

    /// <summary>
    /// ROCL0284: an attack in train mode on micro-batches of one image, whose passes give a
    /// batch-norm layer one value of each channel.
    /// </summary>
    /// <remarks>A batch has two images or more, so other passes have two values.</remarks>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="model">A model of it.</param>
    private static IEnumerable<Problem> AttacksOnOneImage(Plan plan, Model model)
    {
        using var scope = NewDisposeScope();
        var image = zeros([1, plan.Shape.Channels, plan.Shape.Height, plan.Shape.Width]);
        foreach (var view in plan.Recipe.Views.OfType<View.Perturbed>().Where(view => view.Mode == Mode.Train))
        {
            var rows = (long)plan.Recipe.Train.MicroBatch * view.Sources.Count;
            using var encoder = model.CopyOfEncoder();
            if (BatchNormLayers.LayerWithOneValue(encoder, image, rows) is not { } layer)
                continue;
            yield return new(
                "ROCL0284",
                $"{plan.Recipe.Source}: train.microBatch",
                $"The attack on view {view.Name} sees one image at a time in train mode, so that the batch-norm "
                    + $"layer {layer} gets a single value of each channel.",
                "Write a larger microBatch, or the mode eval for the view."
            );
        }
    }
}
