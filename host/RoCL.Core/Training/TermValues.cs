using RoCL.Core.Components;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>The loss terms of a step, over its views.</summary>
/// <param name="plan">The method on its data.</param>
/// <param name="outputs">Passes views through the networks, in training mode.</param>
/// <param name="batch">The images of all ranks.</param>
/// <param name="step">The step.</param>
/// <param name="states">The states of losses, which terms pass on.</param>
/// <param name="anchors">How ranks share the work of losses.</param>
internal sealed class TermValues(
    Plan plan,
    IViewOutputs outputs,
    SeenImages batch,
    TrainingStep step,
    StepStates states,
    AnchorShare anchors
)
{
    /// <summary>
    /// The value of each term, in the recipe's order, still attached to the weights.
    /// </summary>
    /// <param name="made">All views.</param>
    public ImmutableArray<TermValue> Evaluate(StepViews made)
    {
        var views = made.Images;
        var terms = plan.Recipe.Terms;
        var isShared = plan.Recipe.Forward != Forward.PerTerm;
        var shared = isShared ? outputs.Of([.. terms.SelectMany(term => term.Views)], views) : null;
        var values = ImmutableArray.CreateBuilder<TermValue>(terms.Count);
        foreach (var term in terms)
            values.Add(Value(term, shared ?? outputs.Of(term.Views, views), made));
        return values.ToImmutable();
    }

    private TermValue Value(Term term, IReadOnlyDictionary<ViewReference, Tensor> seenOutputs, StepViews made)
    {
        var images = batch.Count;
        var part = term.OverMicroBatches ? plan.Recipe.Train.MicroBatch : images;
        var loss = plan.Bindings.Loss(term.Loss).At(step.Moment);
        var means = new List<Tensor>();
        for (long from = 0; from < images; from += part)
        {
            var seen = term.Views.Select(view => seenOutputs[view].narrow(0, from, part)).ToList();
            var mixes = LossInputs.Mixes(plan.Recipe, made, term.Views, from, part);
            var input = LossInputs.Of(seen, term.Views, batch.Part(from, part), mixes);
            means.Add(MeanOf(term.Loss, loss, input, from));
        }

        var mean = stack(means).mean();
        var value = IsShared(loss) ? anchors.Total(mean) : anchors.OfWhole(mean);
        var whole = term.Views.Select(view => seenOutputs[view]);
        return new(term.Name, term.Loss, term.Weight.At(step.Moment), value, term.Views, [.. whole]);
    }

    private bool IsShared(ILoss loss) => anchors.IsUsed && loss is IAnchoredLoss;

    private Tensor MeanOf(ComponentUse use, ILoss loss, LossInput input, long from) =>
        IsShared(loss)
            ? anchors.OwnPart((IAnchoredLoss)loss, input, from, batch.Count)
            : LossOf(use, loss, input).mean();

    private Tensor LossOf(ComponentUse use, ILoss loss, LossInput input)
    {
        if (loss is not IStatefulLoss stateful)
            return loss.Of(input);
        var taken = stateful.Of(states.Of(use), input);
        states.Pass(use, taken.Next);
        return taken.Loss;
    }
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
