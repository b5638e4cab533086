using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>The loss terms of a step, over views that are made.</summary>
internal sealed class Terms(Plan plan, Model model, Batch batch, TrainingStep step)
{
    /// <summary>
    /// The value of each term, in the recipe's order, still attached to the weights.
    /// </summary>
    public ImmutableArray<TermValue> Evaluate(ImmutableDictionary<string, Tensor> views)
    {
        var terms = plan.Recipe.Terms;
        if (plan.Recipe.Forward == Forward.PerTerm)
            return [.. terms.Select(term => Value(term, Outputs(term.Views, views)))];
        var shared = Outputs([.. terms.SelectMany(term => term.Views)], views);
        return [.. terms.Select(term => Value(term, shared))];
    }

    // One forward pass for all the views of a route that are asked for, then each head once over
    // those that go through it.
    private Dictionary<ViewReference, Tensor> Outputs(
        ImmutableArray<ViewReference> wanted,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var recipe = plan.Recipe;
        var own = wanted.Where(reference => !reference.Taught).Distinct().ToList();
        var features = own.Select(reference => reference.View)
            .Distinct()
            .GroupBy(recipe.RouteOf)
            .SelectMany(group =>
            {
                var names = group.ToList();
                return names.Zip(model.Encode([.. names.Select(name => views[name])], group.Key), KeyValuePair.Create);
            })
            .ToDictionary();
        return own.GroupBy(reference => (reference.Head, Route: recipe.RouteOf(reference.View)))
            .SelectMany(group =>
            {
                var references = group.ToList();
                var outputs = model.Head(
                    group.Key.Head,
                    cat([.. references.Select(reference => features[reference.View])]),
                    group.Key.Route
                );
                return references.Zip(outputs.chunk(references.Count), KeyValuePair.Create);
            })
            .Concat(wanted.Except(own).Select(reference => KeyValuePair.Create(reference, Taught(reference, views))))
            .ToDictionary();
    }

    private Tensor Taught(ViewReference reference, ImmutableDictionary<string, Tensor> views)
    {
        using var quiet = no_grad();
        return plan.Recipe.Teachers[reference.Head].Outputs(views[reference.View]);
    }

    private TermValue Value(Term term, Dictionary<ViewReference, Tensor> outputs)
    {
        var (total, part) = (
            batch.Images.shape[0],
            term.OverMicroBatches ? plan.Recipe.Train.MicroBatch : batch.Images.shape[0]
        );
        var loss = term.Loss.At(step.Moment);
        var parts = Enumerable
            .Range(0, (int)(total / part))
            .Select(i =>
            {
                var seen = term.Views.Select(view => outputs[view].narrow(0, i * part, part)).ToList();
                return Views.Losses(term.Loss.Use, loss, seen, term.Views, batch, i * part, part).mean();
            })
            .ToList();
        var told = term.Views.Select(view => outputs[view]);
        return new(term.Name, term.Loss.Use, term.Weight.At(step.Moment), stack(parts).mean(), term.Views, [.. told]);
    }
}

/// <summary>What a term came to.</summary>
/// <param name="Name">The term's.</param>
/// <param name="Loss">The loss in it.</param>
/// <param name="Weight">Its factor at this step.</param>
/// <param name="Value">A scalar.</param>
/// <param name="Views">The views that it sees.</param>
/// <param name="Seen">What the loss was told of its views.</param>
internal sealed record TermValue(
    string Name,
    ComponentUse Loss,
    double Weight,
    Tensor Value,
    ImmutableArray<ViewReference> Views,
    ImmutableArray<Tensor> Seen
);
