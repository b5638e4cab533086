using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using RoCL.Runs.Training;
using TorchSharp;

namespace RoCL.Runs.Replay;

/// <summary>Takes steps again as a run would take them, but for what it writes.</summary>
public static class Retaking
{
    /// <summary>
    /// Restores the folder's checkpoint, where there is one; the step that comes next.
    /// </summary>
    /// <returns>ROCL0616 it is of after the step; ROCL061x and 062x as any checkpoint.</returns>
    public static Result<long> First(IFiles files, string folder, FailedStep step, Model model)
    {
        if (!Directory.Exists(FailedStepFolder.Checkpoint(folder)))
            return 0L;
        return CheckpointFolder
            .Read(files, FailedStepFolder.Checkpoint(folder))
            .Then(saved =>
            {
                using (saved)
                {
                    return saved.State.Next <= step.Index
                        ? saved
                            .Weights.CopyInto(model, FailedStepFolder.Checkpoint(folder))
                            .Then<long>(_ => saved.State.Next)
                        : new Problem(
                            "ROCL0616",
                            FailedStepFolder.Checkpoint(folder),
                            $"is of after step {step.Index}, which failed.",
                            "Take the folder as it was left."
                        );
                }
            });
    }

    /// <summary>
    /// Takes the steps up to the one that failed; what one of them fails with,
    /// <see langword="null"/> where none does.
    /// </summary>
    public static Problem? Last(FailedStep failed, Job job, Model model, long first, CancellationToken stop)
    {
        foreach (var step in failed.Steps(job.Plan, first))
        {
            try
            {
                stop.ThrowIfCancellationRequested();
                torch.manual_seed(step.Seed.For("global").Value);
                var result = TrainingLoop.Take(job.Plan, job.Train, model, step);
                if (step.Index < failed.Index)
                    continue;
                if (result.Skipped is { } why)
                    return why;
                Soundness.Check(model, step);
            }
            catch (ProblemException fault)
            {
                return fault.Problem;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                return Trainer.NotPast(job.Name, step.Index, fault);
            }
        }

        return null;
    }

    /// <summary>ROCL0616: the step is none of a plan.</summary>
    public static Problem? Misfit(string folder, FailedStep step, Plan plan) =>
        step.Index >= plan.Steps
        || step.Step is { } taken && taken.Images.Any(image => image < 0 || image >= plan.Count)
            ? new(
                "ROCL0616",
                folder,
                $"tells of step {step.Index}, which is none of this recipe on this data: {plan.Steps} steps over {plan.Count} images.",
                "Have the data at hand that the run had."
            )
            : null;
}
