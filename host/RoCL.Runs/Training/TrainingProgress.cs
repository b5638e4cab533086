using System.Globalization;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Training;

/// <summary>Listens to steps: shows a person how far training has come.</summary>
/// <param name="job">What is trained.</param>
/// <param name="record">What the steps took; it has listened to a step before.</param>
/// <param name="display">Where it is shown.</param>
internal sealed class TrainingProgress(Job job, TrainingRecord record, IProgressDisplay display)
{
    /// <summary>Shows a step.</summary>
    public void Show(StepResult result)
    {
        var state = record.State;
        display.Show(
            new WorkProgress(
                $"{job.Name}: train",
                state.Next,
                job.Plan.Steps,
                Detail(job.Plan, result),
                state.Cost.ImagesPerSecond
            )
        );
    }

    private static string Detail(Plan plan, StepResult result)
    {
        var terms = result.Skipped is null
            ? string.Join("  ", result.Terms.Select(term => $"{term.Key} {term.Value:0.000}"))
            : "left out";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {result.Step.Moment.Epoch + 1}/{plan.Recipe.Train.Epochs}  loss {result.Loss:0.000}  {terms}"
        );
    }
}
