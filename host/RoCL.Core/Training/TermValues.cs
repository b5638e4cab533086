using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>The loss terms of a step, over its views.</summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The model, in training mode.</param>
/// <param name="batch">The images.</param>
/// <param name="step">The step.</param>
/// <param name="states">The states of losses, which terms pass on.</param>
internal sealed class TermValues(Plan plan, Model model, Batch batch, TrainingStep step, StepStates states)
{
    // Views of losses that want each view passed by itself.
    private readonly HashSet<string> _separate =
    [
        .. plan
            .Recipe.Terms.Where(term => plan.Bindings.Loss(term.Loss).At(step.Moment).Requirement.SeparatePasses)
            .SelectMany(term => term.Views.Select(reference => reference.View)),
    ];

    /// <summary>
    /// The value of each term, in the recipe's order, still attached to the weights.
    /// </summary>
    /// <param name="made">All views.</param>
    public ImmutableArray<TermValue> Evaluate(StepViews made)
    {
        var views = made.Images;
        var terms = plan.Recipe.Terms;
        if (plan.Recipe.Forward == Forward.PerTerm)
            return [.. terms.Select(term => Value(term, Outputs(term.Views, views), made))];
        var shared = Outputs([.. terms.SelectMany(term => term.Views)], views);
        return [.. terms.Select(term => Value(term, shared, made))];
    }

    private Dictionary<ViewReference, Tensor> Outputs(
        ValueList<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var ofModel = references.Where(reference => !reference.ByTeacher).Distinct().ToList();
        var outputs = HeadOutputs(ofModel, Features(ofModel, views));
        foreach (var reference in references.Except(ofModel))
            outputs.Add(reference, TeacherOutputs(reference, views));
        return outputs;
    }

    // One forward pass for all the views of a route, apart from those that are passed alone.
    private Dictionary<string, Tensor> Features(
        List<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var features = new Dictionary<string, Tensor>();
        foreach (var pass in references.Select(reference => reference.View).Distinct().GroupBy(PassOf))
        {
            var names = pass.ToList();
            var ofRoute = Encoded([.. names.Select(name => views[name])], pass.Key.Route);
            foreach (var (name, ofView) in names.Zip(ofRoute))
                features.Add(name, ofView);
        }
        return features;
    }

    private Tensor[] Encoded(ImmutableArray<Tensor> ofViews, string route)
    {
        // A single view would come out of cat as it is, and the encoder may write into its input.
        var images = ofViews is [var only] ? only.clone() : cat([.. ofViews]);
        return model.Shadows.EncodeTrained(images, model.Features, route).chunk(ofViews.Length);
    }

    // Each head once over all the features that go through it.
    private Dictionary<ViewReference, Tensor> HeadOutputs(
        List<ViewReference> references,
        Dictionary<string, Tensor> features
    )
    {
        var outputs = new Dictionary<ViewReference, Tensor>();
        foreach (var group in references.GroupBy(each => (each.Head, Pass: PassOf(each.View))))
        {
            var ofHead = group.ToList();
            var rows = cat([.. ofHead.Select(reference => features[reference.View])]);
            var chunks = model.Head(group.Key.Head, rows, group.Key.Pass.Route).chunk(ofHead.Count);
            foreach (var (reference, chunk) in ofHead.Zip(chunks))
                outputs.Add(reference, chunk);
        }
        return outputs;
    }

    private Pass PassOf(string view)
    {
        var isAlone = plan.Recipe.Forward == Forward.PerView || _separate.Contains(view);
        return new(plan.Recipe.RouteOf(view), isAlone ? view : null);
    }

    private Tensor TeacherOutputs(ViewReference reference, ImmutableDictionary<string, Tensor> views)
    {
        using var quiet = no_grad();
        return model.TeacherOutputs(reference.Head, views[reference.View], plan.Recipe.RouteOf(reference.View));
    }

    private TermValue Value(Term term, Dictionary<ViewReference, Tensor> outputs, StepViews made)
    {
        var images = batch.Images.shape[0];
        var part = term.OverMicroBatches ? plan.Recipe.Train.MicroBatch : images;
        var loss = plan.Bindings.Loss(term.Loss).At(step.Moment);
        var means = new List<Tensor>();
        for (long from = 0; from < images; from += part)
        {
            var seen = term.Views.Select(view => outputs[view].narrow(0, from, part)).ToList();
            var mixes = LossInputs.Mixes(plan.Recipe, made, term.Views, from, part);
            var input = LossInputs.Of(seen, term.Views, LossInputs.Part(batch, from, part), mixes);
            means.Add(LossOf(term.Loss, loss, input).mean());
        }

        var whole = term.Views.Select(view => outputs[view]);
        return new(term.Name, term.Loss, term.Weight.At(step.Moment), stack(means).mean(), term.Views, [.. whole]);
    }

    private Tensor LossOf(ComponentUse use, ILoss loss, LossInput input)
    {
        if (loss is not IStatefulLoss stateful)
            return loss.Of(input);
        var taken = stateful.Of(states.Of(use), input);
        states.Pass(use, taken.Next);
        return taken.Loss;
    }

    // What is passed through the networks together: the views of a route, or one view.
    private sealed record Pass(string Route, string? View);
}

/// <summary>The value of a term in a step.</summary>
/// <param name="Name">The term's name.</param>
/// <param name="Loss">The loss in it.</param>
/// <param name="Weight">Its factor at this step.</param>
/// <param name="Value">A scalar.</param>
/// <param name="Views">The views that the loss sees.</param>
/// <param name="Outputs">The outputs of these views, which the loss got.</param>
internal sealed record TermValue(
    string Name,
    ComponentUse Loss,
    double Weight,
    Tensor Value,
    ValueList<ViewReference> Views,
    ImmutableArray<Tensor> Outputs
);
