using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Ahead;

/// <summary>
/// What a training step would be refused for, found on a model that is not trained.
/// </summary>
internal static class TrainingAhead
{
    /// <summary>ROCL0284: a batch-norm layer would get one value of each channel.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="model">A model of it.</param>
    public static IEnumerable<Problem> Problems(Plan plan, Model model)
    {
        using var scope = NewDisposeScope();
        if (plan.Recipe.Train.Batch == 1 && Starved(plan, model) is { } layer)
        {
            return
            [
                new(
                    "ROCL0284",
                    $"{plan.Recipe.Source}: train.batch",
                    $"With a batch of one, the batch-norm layer {layer} gets a single value of each channel, "
                        + "and one value has no variance.",
                    "Write a batch of two or more."
                ),
            ];
        }

        return AttackedInTrainMode(plan, model);
    }

    // A view that is attacked in train mode is alone in its passes.
    private static IEnumerable<Problem> AttackedInTrainMode(Plan plan, Model model)
    {
        var train = plan.Recipe.Train;
        foreach (var view in plan.Recipe.Views.OfType<View.Perturbed>().Where(view => view.Mode == Mode.Train))
        {
            var rows = (long)train.MicroBatch * view.Sources.Count;
            using var encoder = model.CopyOfEncoder();
            if (BatchNormLayers.Starved(encoder, Image(plan), rows) is not { } layer)
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

    private static string? Starved(Plan plan, Model model)
    {
        var passes = Passes(plan.Recipe).ToList();
        foreach (var views in passes.SelectMany(Routed(plan.Recipe)))
        {
            using var encoder = model.CopyOfEncoder();
            if (BatchNormLayers.Starved(encoder, Image(plan), views.Count) is { } layer)
                return layer;
        }

        foreach (var head in passes.SelectMany(Headed(plan.Recipe)))
        {
            using var network = model.CopyOfHead(head.Name);
            if (BatchNormLayers.Starved(network, zeros([1, model.Features]), head.Rows) is { } layer)
                return $"heads.{head.Name}.{layer}";
        }

        return null;
    }

    private static Tensor Image(Plan plan) => zeros([1, plan.Shape.Channels, plan.Shape.Height, plan.Shape.Width]);

    // The views of the model that each forward pass has.
    private static IEnumerable<List<ViewReference>> Passes(Recipe recipe)
    {
        IEnumerable<IEnumerable<ViewReference>> passes =
            recipe.Forward == Forward.PerTerm
                ? recipe.Terms.Select(term => term.Views)
                : [recipe.Terms.SelectMany(term => term.Views)];
        return passes.Select(pass => pass.Where(reference => !reference.ByTeacher).Distinct().ToList());
    }

    private static Func<List<ViewReference>, IEnumerable<List<string>>> Routed(Recipe recipe) =>
        pass =>
            pass.Select(reference => reference.View).Distinct().GroupBy(recipe.RouteOf).Select(views => views.ToList());

    private static Func<List<ViewReference>, IEnumerable<HeadRows>> Headed(Recipe recipe) =>
        pass =>
            pass.Where(reference => reference.Head != Recipe.NoHead)
                .GroupBy(reference => (reference.Head, Route: recipe.RouteOf(reference.View)))
                .Select(group => new HeadRows(group.Key.Head, group.Count()));

    private sealed record HeadRows(string Name, long Rows);
}
