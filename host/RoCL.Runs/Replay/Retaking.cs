using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using RoCL.Runs.Training;

namespace RoCL.Runs.Replay;

/// <summary>Takes steps again as a run would take them, and writes nothing.</summary>
public static class Retaking
{
    /// <summary>
    /// Restores the folder's checkpoint, where there is one; the step that comes next.
    /// </summary>
    /// <returns>
    /// ROCL0616 the checkpoint is of after the step; ROCL061x and 062x as any checkpoint.
    /// </returns>
    public static Result<long> Restore(IFiles files, string folder, FailedStep failed, Model model)
    {
        var checkpoint = FailedStepFolder.Checkpoint(folder);
        if (!files.Exists(checkpoint))
        {
            model.Begin();
            return 0L;
        }

        var read = CheckpointFolder.Read(files, checkpoint);
        if (read is not Result<Checkpoint>.Ok { Value: var saved })
            return read.Problems;

        using (saved)
        {
            var next = saved.State.Next;
            if (next > failed.Index)
            {
                return new Problem(
                    "ROCL0616",
                    checkpoint,
                    $"The checkpoint was written after step {failed.Index}, which failed.",
                    "Take the folder as it was left."
                );
            }

            return saved.Weights.CopyInto(model, checkpoint).Then<long>(_ => next);
        }
    }

    /// <summary>
    /// Takes the steps up to the one that failed; the problem of one of them,
    /// <see langword="null"/> where none has any.
    /// </summary>
    public static Problem? Take(FailedStep failed, Job job, Model model, long first, CancellationToken stop)
    {
        foreach (var step in failed.Steps(job.Plan, first))
        {
            try
            {
                stop.ThrowIfCancellationRequested();
                GlobalSeed.Set(step);
                var result = TrainingLoop.Take(job.Plan, job.Train, model, step, stop: stop);
                if (step.Index < failed.Index)
                    continue;
                if (result.Skipped is { } reason)
                    return reason;
                Soundness.Check(model, step);
            }
            catch (ProblemException fault)
            {
                return fault.Problem;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                return TrainingProblem.NotPast(job.Name, step.Index, fault);
            }
        }

        return null;
    }

    /// <summary>ROCL0616: a plan has no such step; <see langword="null"/> where it has.</summary>
    public static Problem? Misfit(string folder, FailedStep failed, Plan plan)
    {
        var isBeyond = failed.Index >= plan.Steps;
        var hasForeignImages = failed.Step is { } step && step.Images.Any(image => image < 0 || image >= plan.Count);
        return isBeyond || hasForeignImages
            ? new Problem(
                "ROCL0616",
                folder,
                $"The folder holds step {failed.Index}, which the recipe does not have on this data: "
                    + $"it has {plan.Steps} steps over {plan.Count} images.",
                "Provide the data that the run had."
            )
            : null;
    }
}
