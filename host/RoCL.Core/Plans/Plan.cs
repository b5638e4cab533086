using RoCL.Core.Binding;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Plans;

/// <summary>
/// A recipe on its data: every step of the training, each a pure function of the seed and the
/// step's index.
/// </summary>
/// <param name="Bindings">The recipe, and its components as objects.</param>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Count">The number of training images.</param>
/// <param name="Classes">The number of classes; 0 without labels.</param>
public sealed record Plan(Bindings Bindings, ImageShape Shape, long Count, int Classes)
{
    /// <summary>The same plan with nothing computed in bfloat16.</summary>
    public Plan InFloat32() =>
        Recipe.Precision == Precision.Exact
            ? this
            : this with
            {
                Bindings = Bindings with { Recipe = Recipe with { Precision = Precision.Exact } },
            };

    /// <summary>The method.</summary>
    public Recipe Recipe => Bindings.Recipe;

    /// <summary>The names of the classes, by number; none without labels.</summary>
    public ValueList<string> ClassNames { get; init; } = [];

    /// <summary>All random values follow from this seed.</summary>
    public Seed Seed => new(Recipe.Seed);

    /// <summary>
    /// The number of steps in an epoch; images that fill no batch wait for the next epoch's order.
    /// </summary>
    public long StepsPerEpoch => Count / Recipe.Train.Batch;

    /// <summary>The number of steps in the training.</summary>
    public long Steps => StepsPerEpoch * Recipe.Train.Epochs;

    /// <summary>
    /// A plan, or everything that does not go together. Losses are made, so the plugins that hold
    /// them are loaded.
    /// </summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="train">The training images.</param>
    /// <returns>
    /// ROCL0111 too few views, ROCL0190 a loss that does not honour mixing over a mixed view,
    /// ROCL0112 no labels, ROCL0113 a batch larger than the data, ROCL0116 a normalisation of other
    /// channels, ROCL0390 an attack that does not work in its threat model, ROCL0391 to ROCL0397 a
    /// plugin's threat model that is not sound, ROCL0376 and ROCL0378 a component with a state that
    /// nothing keeps.
    /// </returns>
    public static Result<Plan> Of(Bindings bindings, IImages train)
    {
        var plan = new Plan(bindings, train.Shape, train.Count, train.Labels is null ? 0 : train.Classes.Count)
        {
            ClassNames = train.Labels is null ? [] : [.. train.Classes],
        };
        var problems = PlanProblems.Of(plan);
        return problems.IsEmpty ? plan : problems;
    }

    /// <summary>One step's place in time.</summary>
    /// <param name="step">The step's index.</param>
    public Moment MomentOf(long step) => new(step, Math.Max(1, StepsPerEpoch), Math.Max(1, Recipe.Train.Epochs));

    /// <summary>One step.</summary>
    /// <param name="index">From 0 to <see cref="Steps"/> - 1.</param>
    public TrainingStep StepAt(long index) => StepAt(index, OrderOf(MomentOf(index).Epoch));

    /// <summary>All steps from one on, made as they are asked for.</summary>
    /// <param name="first">The index of the first.</param>
    public IEnumerable<TrainingStep> StepsFrom(long first)
    {
        var epoch = -1;
        long[] order = [];
        for (var index = first; index < Steps; index++)
        {
            var moment = MomentOf(index);
            if (moment.Epoch != epoch)
            {
                epoch = moment.Epoch;
                order = OrderOf(epoch);
            }

            yield return StepAt(index, order);
        }
    }

    /// <summary>Asks for all learning rates of a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <exception cref="ProblemException">
    /// ROCL0386: a rate is not finite, or below 0; and what a component throws.
    /// </exception>
    internal void RequireRates(Moment moment)
    {
        foreach (var optimizer in Bindings.GroupOptimizers.Prepend(Bindings.Optimizer))
            RateOf(optimizer, moment);
    }

    private TrainingStep StepAt(long index, long[] order)
    {
        var moment = MomentOf(index);
        var values = Recipe.Schedules.ToImmutableSortedDictionary(
            number => number.Key,
            number => number.Schedule.At(moment),
            StringComparer.Ordinal
        );
        var images = order.AsSpan((int)(index % StepsPerEpoch) * Recipe.Train.Batch, Recipe.Train.Batch);
        return new(moment, [.. images], RateOf(Bindings.Optimizer, moment), values, Seed.For("step", index))
        {
            GroupRates = [.. Bindings.GroupOptimizers.Select(group => RateOf(group, moment))],
        };
    }

    private double RateOf(Bound<IOptimizer> optimizer, Moment moment)
    {
        try
        {
            return Bindings.LearningRate.At(moment).At(optimizer.At(moment).Lr, moment);
        }
        catch (ProblemException fault)
        {
            throw fault.At(where => $"{where}, step {moment.Step}", fault.InnerException ?? fault);
        }
    }

    private long[] OrderOf(int epoch)
    {
        var order = Enumerable.Range(0, (int)Count).Select(i => (long)i).ToArray();
        Seed.For("order", epoch).Shuffle(order.AsSpan());
        return order;
    }
}
