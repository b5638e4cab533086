using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>
/// A recipe on its data: every step of the training, each a pure function of the seed and the
/// step's index.
/// </summary>
/// <param name="Recipe">The method.</param>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Count">How many training images there are.</param>
/// <param name="Classes">How many classes; 0 without labels.</param>
public sealed record Plan(Recipe Recipe, ImageShape Shape, long Count, int Classes)
{
    /// <summary>What all random values follow from.</summary>
    public Seed Seed => new(Recipe.Seed);

    /// <summary>
    /// How many steps make an epoch; images that fill no batch wait for the next epoch's order.
    /// </summary>
    public long StepsPerEpoch => Count / Recipe.Train.Batch;

    /// <summary>How many steps the training has.</summary>
    public long Steps => StepsPerEpoch * Recipe.Train.Epochs;

    /// <summary>
    /// A plan, or what does not go together. Losses are made, so the plugins that hold them are
    /// loaded.
    /// </summary>
    /// <returns>
    /// ROCL0111 too few views, ROCL0112 no labels, ROCL0113 a batch larger than the data, ROCL0116
    /// a normalisation of other channels.
    /// </returns>
    public static Result<Plan> Of(Recipe recipe, IImages train)
    {
        var plan = new Plan(recipe, train.Shape, train.Count, train.Labels is null ? 0 : train.Classes.Count);
        ImmutableArray<Problem> problems =
        [
            .. plan.Misfits(),
            .. recipe.Terms.SelectMany(term => plan.Unmet(term.Loss, term.Views)),
            .. recipe.Views.OfType<View.Perturbed>().SelectMany(view => plan.Unmet(view.Goal, view.Seen)),
        ];
        return problems.IsEmpty ? plan : problems;
    }

    /// <summary>One step's place in time.</summary>
    public Moment MomentOf(long step) => new(step, Math.Max(1, StepsPerEpoch), Math.Max(1, Recipe.Train.Epochs));

    /// <summary>One step.</summary>
    /// <param name="index">From 0 to <see cref="Steps"/> - 1.</param>
    public TrainingStep StepAt(long index) => StepAt(index, OrderOf(MomentOf(index).Epoch));

    /// <summary>All steps from one on, made as they are asked for.</summary>
    public IEnumerable<TrainingStep> StepsFrom(long first)
    {
        var (epoch, order) = (-1, Array.Empty<long>());
        for (var index = first; index < Steps; index++)
        {
            if (MomentOf(index).Epoch != epoch)
                (epoch, order) = (MomentOf(index).Epoch, OrderOf(MomentOf(index).Epoch));
            yield return StepAt(index, order);
        }
    }

    private TrainingStep StepAt(long index, long[] order)
    {
        var moment = MomentOf(index);
        var rate = Recipe.LearningRate.At(moment).At(Recipe.Optimizer.At(moment).Lr, moment);
        var values = Recipe.Schedules.ToImmutableSortedDictionary(
            number => number.Key,
            number => number.Schedule.At(moment),
            StringComparer.Ordinal
        );
        var images = order.AsSpan((int)(index % StepsPerEpoch) * Recipe.Train.Batch, Recipe.Train.Batch);
        return new(moment, [.. images], rate, values, Seed.For("step", index));
    }

    // Seeded System.Random keeps its sequence from one .NET to the next: its documentation promises
    // it.
    private long[] OrderOf(int epoch)
    {
        var order = Enumerable.Range(0, (int)Count).Select(i => (long)i).ToArray();
        new Random((int)Seed.For("order", epoch).Value).Shuffle(order);
        return order;
    }

    private IEnumerable<Problem> Misfits()
    {
        if (Recipe.Train.Batch > Count)
        {
            yield return new(
                "ROCL0113",
                $"{Recipe.Source}: train.batch",
                $"a batch of {Recipe.Train.Batch} is larger than the {Count} training images.",
                "Write a smaller batch, or take more images."
            );
        }

        if (Recipe.Normalize.Mean.Length is > 0 and var channels && channels != Shape.Channels)
        {
            yield return new(
                "ROCL0116",
                $"{Recipe.Source}: normalize",
                $"has {channels} numbers, and images have {Shape.Channels} channels.",
                "Write one number for each channel."
            );
        }
    }

    private IEnumerable<Problem> Unmet(Bound<ILoss> loss, ImmutableArray<ViewReference> views)
    {
        try
        {
            return Unmet(loss.Use, Guard.Named(loss.Use, () => loss.At(MomentOf(0)).Requirement), views);
        }
        catch (ProblemException fault)
        {
            return [fault.Problem];
        }
    }

    private IEnumerable<Problem> Unmet(ComponentUse loss, LossRequirement needs, ImmutableArray<ViewReference> views)
    {
        if (views.Length < needs.Views)
        {
            yield return new(
                "ROCL0111",
                $"{loss.Where}.views",
                $"{loss.Component.Name} sees {views.Length} view(s) and needs {needs.Views}.",
                "List more views."
            );
        }

        if (needs.Labels && Classes == 0)
        {
            yield return new(
                "ROCL0112",
                loss.Where,
                $"{loss.Component.Name} needs labels, and the data has none.",
                "Take labelled data or another loss."
            );
        }
    }
}
