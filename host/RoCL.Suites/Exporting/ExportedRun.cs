using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Export;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Suites.Running;
using TorchSharp;

namespace RoCL.Suites.Exporting;

/// <summary>
/// <c>rocl export</c>: what a run has, in the files of other programs. The run's folder is only
/// read.
/// </summary>
public sealed class ExportedRun(
    IComponentCatalogue catalogue,
    OptionPrecedence precedence,
    RecipeBinder binder,
    TrustCheck check,
    RecordedInputs inputs,
    ExportWriting writing,
    IFiles files,
    ErrorOutput errors
)
{
    /// <summary>Writes the files; their folder.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="signals">Ask it to stop.</param>
    /// <returns>
    /// ROCL0603 there is no run, ROCL0604 it has no checkpoint, ROCL0601 and ROCL0602 the folder
    /// cannot be made, ROCL0631 it was moved while it was written; and what keeps the run's recipe,
    /// plugins or data from being used.
    /// </returns>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Result<string> Of(ExportRequest request, Signals signals)
    {
        if (!RunFolder.Is(request.Run))
            return MissingRun.At(files, request.Run);
        var run = new RunFolder(files, request.Run);
        var edited = RecordedRecipe.EditsInFolder(run);
        if (edited is not null && !request.AllowRecipeChange)
            return RecordedRecipe.Changed(run, edited);
        var root = request.Out ?? $"{run.Name}-export";
        if (RunFolder.Taken(root) is { } taken)
            return taken;
        return Devices
            .Choose(request.Device)
            .Then(device =>
                Job(run, request)
                    .Then(job =>
                        inputs
                            .Measured(run, job, request.AllowDataChange)
                            .Then<OpenedExport>(change => new OpenedExport(run, job, Changes(edited, change), device))
                    )
                    .Then(opened => Written(opened, root, request, signals))
            );
    }

    private static ImmutableArray<string> Changes(string? recipe, InputChange inputs) =>
        [
            .. recipe is null ? [] : new[] { $"by another recipe than it has recorded: {recipe}" },
            .. inputs.Data is { } data ? new[] { $"with other data than it was made with: {data}" } : [],
            .. inputs.Models is { } models ? new[] { $"with other models than it was made with: {models}" } : [],
        ];

    private Result<Job> Job(RunFolder run, ExportRequest request) =>
        AskedRecipe
            .Of(run, request.Settings, precedence)
            .Then(document =>
                RecipeReader
                    .Read(run.Name, run.Recipe, document, catalogue)
                    .Then(recipe => check.Measured(run, recipe, request.AllowChange))
                    .Then(change =>
                    {
                        if (change is not null)
                        {
                            errors.Warn(
                                $"{run.Root} is exported with other plugins than it was trained with: {change}."
                            );
                        }

                        var other = RecordedInputs.DataOf([run], request.AllowDataChange);
                        return Runs.Recipes.Job.Of(run.Name, run.Recipe, document, catalogue, binder, change: other);
                    })
            );

    private Result<string> Written(OpenedExport opened, string root, ExportRequest request, Signals signals)
    {
        var (run, job, changes, device) = opened;
        foreach (var change in changes)
            errors.Warn(ChangeWarning.Of(run.Root, $"is exported {change}"));
        try
        {
            using var model = Model.Build(job.Plan.InFloat32(), device);
            var restored = request.Checkpoint is { } name
                ? NamedCheckpoint.Find(run, name).Then(folder => NamedCheckpoint.Restore(run, folder, model))
                : new CheckpointStore(run, errors.Warn).Restore(model);
            if (restored is not Result<CheckpointState>.Ok { Value: var state })
                return restored.Problems;
            if (CheckpointStore.In(run).Count == 0)
                return Untrained.Problem(run);
            var weights = Weights.HashOf(model);
            model.AdoptWeights();
            var trained = new ExportedModel(run, job, model, state.Next, weights) { Changes = changes };
            return ExportPlace.Fill(
                files,
                root,
                folder => writing.Write(trained, folder, request.Adversarial, signals.Stop)
            );
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
        catch (Exception fault) when (MachineProblem.Of(root, fault) is { } problem)
        {
            return problem;
        }
    }
}

/// <summary>A run that is about to be exported.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Job">Its recipe on its data.</param>
/// <param name="Changes">What is not what it has recorded, since its person allowed it.</param>
/// <param name="Device">Where arithmetic runs.</param>
internal sealed record OpenedExport(RunFolder Run, Job Job, ImmutableArray<string> Changes, torch.Device Device);
