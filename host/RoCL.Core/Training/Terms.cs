namespace RoCL.Core;

/// <summary>The loss terms of a step, over views that are made.</summary>
internal sealed class Terms(Plan plan, Model model, Batch batch, TrainingStep step)
{
    /// <summary>The value of each term, in the recipe's order, still attached to the weights.</summary>
    public ImmutableArray<TermValue> Evaluate(ImmutableDictionary<string, Tensor> views)
    {
        var terms = plan.Recipe.Terms;
        if (plan.Recipe.Forward == Forward.PerTerm)
            return [.. terms.Select(term => Value(term, Outputs(term.Views, views)))];
        var shared = Outputs([.. terms.SelectMany(term => term.Views)], views);
        return [.. terms.Select(term => Value(term, shared))];
    }

    // One forward pass for all the views that are asked for, then each head once over the views that go through it.
    private Dictionary<ViewReference, Tensor> Outputs(ImmutableArray<ViewReference> wanted, ImmutableDictionary<string, Tensor> views)
    {
        var names = wanted.Select(reference => reference.View).Distinct().ToList();
        var encoded = model.Encode(cat([.. names.Select(name => views[name])])).chunk(names.Count);
        var features = names.Zip(encoded, KeyValuePair.Create).ToDictionary();
        return wanted.Distinct().GroupBy(reference => reference.Head).SelectMany(group =>
        {
            var references = group.ToList();
            var outputs = model.Head(group.Key, cat([.. references.Select(reference => features[reference.View])]));
            return references.Zip(outputs.chunk(references.Count), KeyValuePair.Create);
        }).ToDictionary();
    }

    private TermValue Value(Term term, Dictionary<ViewReference, Tensor> outputs)
    {
        var (total, part) = (batch.Images.shape[0], term.OverMicroBatches ? plan.Recipe.Train.MicroBatch : batch.Images.shape[0]);
        var parts = Enumerable.Range(0, (int)(total / part)).Select(i =>
        {
            var seen = term.Views.Select(view => outputs[view].narrow(0, i * part, part)).ToList();
            return Views.Losses(term.Loss, step.Moment, seen, term.Views, batch, i * part, part).mean();
        }).ToList();
        return new(term.Name, term.Loss.Use, term.Weight.At(step.Moment), stack(parts).mean(), [.. term.Views.Select(view => outputs[view])]);
    }
}

/// <summary>What a term came to.</summary>
/// <param name="Name">The term's.</param>
/// <param name="Loss">The loss in it.</param>
/// <param name="Weight">Its factor at this step.</param>
/// <param name="Value">A scalar.</param>
/// <param name="Seen">What the loss was told of its views.</param>
internal sealed record TermValue(string Name, ComponentUse Loss, double Weight, Tensor Value, ImmutableArray<Tensor> Seen);
