using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>
/// Learning rates that change at a time which the training never reaches: ROCL0528.
/// </summary>
internal static class ScheduleWarnings
{
    private const string Warmup = "warmup";
    private const string Milestones = "milestones";
    private const string Epochs = "epochs";
    private const string LearningRate = "learningRate";

    /// <summary>All of them.</summary>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<Problem> Of(Recipe recipe) =>
        [
            .. recipe.Train.Epochs == 0 ? [] : OfRate(recipe.LearningRate, recipe.Train.Epochs),
            .. recipe.Evaluations.SelectMany(evaluation => evaluation.WithInner).SelectMany(OfEvaluation),
        ];

    // What an evaluation trains has epochs of its own.
    private static IEnumerable<Problem> OfEvaluation(ComponentUse use)
    {
        if (EpochsOf(use) is not { } epochs)
            return [];
        var rate = (use.Options.GetValueOrDefault(LearningRate) as OptionValue.Component)?.Value;
        return [.. OfMilestones(use, epochs), .. rate is null ? [] : OfRate(rate, epochs)];
    }

    private static IEnumerable<Problem> OfRate(ComponentUse rate, double epochs) =>
        [.. OfWarmup(rate, epochs), .. OfMilestones(rate, epochs)];

    private static IEnumerable<Problem> OfWarmup(ComponentUse rate, double epochs)
    {
        if (rate.Options.GetValueOrDefault(Warmup) is not OptionValue.Number { Value.Bounds.Greatest: var warmup })
            yield break;
        if (warmup <= epochs)
            yield break;
        yield return new(
            "ROCL0528",
            $"{rate.Where}.{Warmup}",
            $"The warm-up of {Number.Show(warmup)} epochs is longer than the training of {Number.Show(epochs)}, so the "
                + "learning rate never reaches what it warms up to.",
            "Write a shorter warm-up, or train longer."
        );
    }

    private static IEnumerable<Problem> OfMilestones(ComponentUse use, double epochs)
    {
        if (use.Options.GetValueOrDefault(Milestones) is not OptionValue.List milestones)
            yield break;
        foreach (var milestone in milestones.Values.OfType<OptionValue.Number>())
        {
            var epoch = milestone.Value.Bounds.Least;
            if (epoch < epochs)
                continue;
            yield return new(
                "ROCL0528",
                $"{use.Where}.{Milestones}",
                $"The milestone {Number.Show(epoch)} lies behind the {Number.Show(epochs)} epochs, so the learning "
                    + "rate is not cut there.",
                "Write milestones below the number of epochs."
            );
        }
    }

    private static double? EpochsOf(ComponentUse use)
    {
        if (use.Options.GetValueOrDefault(Epochs) is OptionValue.Number { Value.Bounds.Greatest: var written })
            return written;
        var text = use.Component.Options.FirstOrDefault(option => option.Name == Epochs)?.Default;
        return text is null ? null : Number.Read("", text).Match<double?>(number => number, _ => null);
    }
}
