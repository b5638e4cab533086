using System.Globalization;
using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Checking;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Spectre.Console;
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
    IAnsiConsole console,
    ErrorOutput errors
)
{
    /// <summary>
    /// Takes the steps from the folder's checkpoint to the one that failed; what it, or one before
    /// it, fails with.
    /// </summary>
    /// <param name="folder">As <see cref="FailedStepFolder"/>.</param>
    /// <param name="device">A word for the device.</param>
    /// <param name="stop">Ends between two steps.</param>
    /// <returns>
    /// Nothing where it passes; the recorded problem where it fails again; and what keeps it from
    /// being taken: ROCL0615 the folder is damaged, ROCL0616 the step is none of this recipe on
    /// this data.
    /// </returns>
    public ImmutableArray<Problem> Check(string folder, string device, CancellationToken stop) =>
        FailedStepFolder
            .Read(files, folder)
            .Then(failure =>
                Ready(folder, failure)
                    .Then(job => Devices.Choose(device).Then(chosen => Replayed(folder, failure, job, chosen, stop)))
            )
            .Problems;

    // Plugins are held against the record before any of their code is loaded; others are no error:
    // a mended one is what one wants to try.
    private Result<Job> Ready(string folder, Failure failure)
    {
        var source = failure.Step.Source ?? Path.Combine(folder, "recipe.json");
        return RecipeText
            .Parse(source, failure.Recipe)
            .Then(document =>
                RecipeReader
                    .Read(Path.GetFileNameWithoutExtension(source), source, document, catalogue)
                    .Match(
                        recipe =>
                        {
                            if (Differences(failure, recipe) is { IsEmpty: false } other)
                            {
                                errors.Warn(
                                    $"ROCL0617 {folder}: the step is taken with other plugins than it failed with: {string.Join("; ", other)}."
                                );
                            }

                            return Job.Of(recipe.Name, source, document, catalogue, binder).Then(models.Check);
                        },
                        problems =>
                        {
                            foreach (var plugin in failure.Plugins.Where(plugin => plugin.Path is not null))
                            {
                                errors.Warn(
                                    $"ROCL0617 {folder}: the step failed with {plugin.Record}, from {plugin.Path}; name it by --plugin."
                                );
                            }

                            return problems;
                        }
                    )
            );
    }

    private Result<int> Replayed(string folder, Failure failure, Job job, torch.Device device, CancellationToken stop)
    {
        if (Retaking.Misfit(folder, failure.Step, job.Plan) is { } misfit)
            return misfit;
        try
        {
            torch.manual_seed(job.Plan.Seed.For("weights").Value);
            using var model = Model.Build(job.Plan, device);
            return Retaking
                .First(files, folder, failure.Step, model)
                .Then(first =>
                {
                    Tell(folder, failure, job, first);
                    return Told(folder, failure, Retaking.Last(failure.Step, job, model, first, stop));
                });
        }
        catch (ProblemException fault)
        {
            return Told(folder, failure, fault.Problem);
        }
    }

    // The same one is told in the run's own words, and ends with the run's own exit code.
    private Result<int> Told(string folder, Failure failure, Problem? seen)
    {
        if (seen is null)
        {
            var run = Path.GetDirectoryName(Path.GetFullPath(folder))!;
            CheckView.Sound(
                console,
                $"step {failure.Step.Index} passes{(RunFolder.Is(run) ? $"; go on with: rocl run {run}" : "")}"
            );
            return ExitCode.Done;
        }
        var same = failure.Error.IsSame(seen);
        CheckView.Fails(
            console,
            same ? "as it did in the run" : $"otherwise than in the run, which said: {failure.Error.Problem}"
        );
        return same ? failure.Error.Problem : seen;
    }

    private void Tell(string folder, Failure failure, Job job, long first)
    {
        PlainColumns.Line(
            console,
            string.Create(CultureInfo.InvariantCulture, $"{folder}: step {failure.Step.Index}"),
            bold: true
        );
        if (first < failure.Step.Index)
            console.WriteLine($"  from the checkpoint before it: steps {first} to {failure.Step.Index}");
        var made = failure.Step with { Step = null };
        if (failure.Step.Step is { } recorded && Text(made.Steps(job.Plan, recorded.Index).First()) != Text(recorded))
        {
            errors.Warn(
                $"ROCL0618 {folder}: recipe and data would make another step {recorded.Index} now; the recorded one is taken."
            );
        }
    }

    private static ImmutableArray<PluginDifference> Differences(Failure failure, Recipe recipe) =>
        PluginDifference.Between(failure.Plugins.Select(plugin => plugin.Record), PluginRecord.Of(recipe));

    private static string Text(TrainingStep step) => JsonSerializer.Serialize(step, Json.Line);
}
