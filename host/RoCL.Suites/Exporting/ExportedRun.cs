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
    /// cannot be made, ROCL0631 it was moved while it was written; and what keeps the run's recipe, plugins or data from being used.
    /// </returns>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Result<string> Of(ExportRequest request, Signals signals)
    {
        if (!RunFolder.Is(request.Run))
            return MissingRun.At(files, request.Run);
        var run = new RunFolder(files, request.Run);
        if (RecordedRecipe.Edited(run) is { } edited)
            return edited;
        var root = request.Out ?? $"{run.Name}-export";
        if (RunFolder.Taken(root) is { } taken)
            return taken;
        return Devices
            .Choose(request.Device)
            .Then(device =>
                Job(run, request)
                    .Then(job => inputs.Measured(run, job, allowChange: false).Then<Job>(_ => job))
                    .Then(job => Written(run, job, root, device, request, signals))
            );
    }

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

                        var other = RecordedInputs.DataOf([run], allowChange: false);
                        return Runs.Recipes.Job.Of(run.Name, run.Recipe, document, catalogue, binder, change: other);
                    })
            );

    private Result<string> Written(
        RunFolder run,
        Job job,
        string root,
        torch.Device device,
        ExportRequest request,
        Signals signals
    )
    {
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
            var trained = new ExportedModel(run, job, model, state.Next, weights);
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
