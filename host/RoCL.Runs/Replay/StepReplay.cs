using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using TorchSharp;

namespace RoCL.Runs.Replay;

/// <summary>
/// Takes a step again that failed, from the folder that it left; nothing is written anywhere.
/// </summary>
public sealed class StepReplay(
    IComponentCatalogue catalogue,
    TrainedModels models,
    RecipeBinder binder,
    IFiles files,
    IReplayView view,
    ErrorOutput errors
)
{
    /// <summary>
    /// Takes the steps from the folder's checkpoint to the one that failed; the problem of that
    /// step, or of one before it.
    /// </summary>
    /// <param name="folder">As <see cref="FailedStepFolder"/>.</param>
    /// <param name="device">A word for the device.</param>
    /// <param name="stop">Ends between two steps.</param>
    /// <returns>
    /// Nothing where it passes; the recorded problem where it fails again; or what keeps it from
    /// being taken: ROCL0615 the folder is damaged, ROCL0616 the step is none of this recipe on
    /// this data.
    /// </returns>
    public ImmutableArray<Problem> Check(string folder, string device, CancellationToken stop)
    {
        var read = FailedStepFolder.Read(files, folder);
        if (read is not Result<StepFailure>.Ok { Value: var failure })
            return read.Problems;
        var chosen = Devices.Choose(device);
        if (chosen is not Result<torch.Device>.Ok { Value: var where })
            return chosen.Problems;
        var opened = Open(folder, failure);
        if (opened is not Result<Job>.Ok { Value: var job })
            return opened.Problems;
        if (Retaking.Misfit(folder, failure.Step, job.Plan) is { } misfit)
            return [misfit];
        return Retake(folder, failure, job, where, stop);
    }

    // Plugins are held against the record before any of their code is loaded. Others are no error:
    // a repaired one is what one wants to try.
    private Result<Job> Open(string folder, StepFailure failure)
    {
        var source = failure.Step.Source ?? Path.Combine(folder, FailedStepFolder.RecipeFile);
        var parsed = RecipeText.Parse(source, failure.Recipe);
        if (parsed is not Result<JsonObject>.Ok { Value: var document })
            return parsed.Problems;

        var name = Path.GetFileNameWithoutExtension(source);
        var read = RecipeReader.Read(name, source, document, catalogue);
        if (read is not Result<Recipe>.Ok { Value: var recipe })
        {
            WarnOfPluginsElsewhere(folder, failure);
            return read.Problems;
        }

        WarnOfOtherPlugins(folder, failure, recipe);
        return Job.Of(recipe.Name, source, document, catalogue, binder).Then(models.Check);
    }

    private ImmutableArray<Problem> Retake(
        string folder,
        StepFailure failure,
        Job job,
        torch.Device device,
        CancellationToken stop
    )
    {
        try
        {
            GlobalSeed.Set(job.Plan);
            using var model = Model.Build(BFloat16Speed.WithSuitablePrecision(job.Plan, device, files), device);
            var restored = Retaking.Restore(files, folder, failure.Step, model);
            if (restored is not Result<long>.Ok { Value: var first })
                return restored.Problems;
            view.Begin(folder, first, failure.Step.Index);
            WarnOfAnotherStep(folder, failure.Step, job.Plan);
            return Compare(folder, failure, Retaking.Take(failure.Step, job, model, first, stop));
        }
        catch (ProblemException fault)
        {
            return Compare(folder, failure, fault.Problem);
        }
    }

    // The same problem is reported in the run's own words, and ends with the run's own exit code.
    private ImmutableArray<Problem> Compare(string folder, StepFailure failure, Problem? seen)
    {
        if (seen is null)
        {
            var run = Path.GetDirectoryName(Path.GetFullPath(folder))!;
            view.Pass(failure.Step.Index, RunFolder.Is(run) ? run : null);
            return [];
        }

        var recorded = failure.Error.Problem;
        var isSame = failure.Error.IsSame(seen);
        view.Fail(isSame ? null : recorded);
        return [isSame ? recorded : seen];
    }

    private void WarnOfPluginsElsewhere(string folder, StepFailure failure)
    {
        foreach (var plugin in failure.Plugins.Where(plugin => plugin.Path is not null))
        {
            errors.Warn(
                $"ROCL0617 {folder}: The step failed with {plugin.Record}, from {plugin.Path}; name it by --plugin."
            );
        }
    }

    private void WarnOfOtherPlugins(string folder, StepFailure failure, Recipe recipe)
    {
        var recorded = failure.Plugins.Select(plugin => plugin.Record);
        var differences = PluginDifference.Between(recorded, PluginRecord.Of(recipe));
        if (differences.IsEmpty)
            return;
        errors.Warn(
            $"ROCL0617 {folder}: The step is taken with other plugins than it failed with: "
                + $"{string.Join("; ", differences)}."
        );
    }

    private void WarnOfAnotherStep(string folder, FailedStep failed, Plan plan)
    {
        if (failed.Step is not { } recorded)
            return;
        var made = (failed with { Step = null }).Steps(plan, recorded.Index).First();
        if (Text(made) == Text(recorded))
            return;
        errors.Warn(
            $"ROCL0618 {folder}: Recipe and data would make another step {recorded.Index} now; "
                + "the recorded one is taken."
        );
    }

    private static string Text(TrainingStep step) => JsonSerializer.Serialize(step, Json.Line);
}
