using System.Globalization;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Trust;
using RoCL.Reports.Tables;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Planning;
using RoCL.Suites.Running;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl evaluate</c>: any protocol on a trained encoder, without training it again.
/// </summary>
internal sealed class EvaluateVerb(
    IComponentCatalogue catalogue,
    OptionPrecedence precedence,
    TrainedModels models,
    RecipeBinder binder,
    TrustCheck check,
    RecordedInputs inputs,
    Evaluator evaluator,
    IFiles files,
    IAnsiConsole console,
    ErrorOutput errors,
    TimeProvider clock
)
{
    /// <summary>Evaluates; the exit code.</summary>
    public int Run(EvaluateRequest request, Signals signals)
    {
        var folder = request.Folder;
        if (!RunFolder.Is(folder))
            return errors.Report(RunFolder.NoRun(folder));
        var run = new RunFolder(files, folder);
        if (!request.AllowRecipeChange && RecordedRecipe.Edited(run) is { } edited)
            return errors.Report(edited);
        var all = request.Images is null
            ? request.Settings
            : request.Settings.Add(string.Create(CultureInfo.InvariantCulture, $"images.test={request.Images}"));
        return RecipeFiles
            .Load(run.Recipe, [])
            .Then(trained =>
                RecipeText.SetAll(trained, all, precedence).Then(asked => OwnParts.In(run, trained, asked))
            )
            .Then(document =>
                RecipeReader
                    .Read(run.Name, run.Recipe, document, catalogue)
                    .Then(recipe => check.Measured(run, recipe, request.AllowChange))
                    .Then(change =>
                        Job.Of(run.Name, run.Recipe, document, catalogue, binder)
                            .Then(job => inputs.Measured(run, job, request.AllowDataChange))
                            .Then(job => new RunsAhead(errors).Check(job, hangsOnRows: false))
                            .Then(job =>
                                Devices
                                    .Choose(request.Device)
                                    .Then(chosen => Evaluate(run, job, change, chosen, signals))
                            )
                    )
            )
            .Match(code => code, errors.Report);
    }

    private Result<int> Evaluate(
        RunFolder run,
        Job job,
        PluginChange? change,
        TorchSharp.torch.Device device,
        Signals signals
    )
    {
        try
        {
            new DataLines(console).Show(job);
            if (change is not null)
                errors.Warn($"{run.Root} is measured with other plugins than it was trained with: {change}.");
            var named = models.Of(job.Plan);
            using var model = Model.Build(job.Plan, device);
            var restored = new CheckpointStore(run, errors.Warn).Restore(model);
            if (restored is not Result<CheckpointState>.Ok { Value: var state })
                return restored.Problems;
            if (state.Next == 0)
                return Untrained.Problem(run, RunRecord.In(run).Match(records => records.LastOrDefault(), _ => null));
            return RunLock
                .Take(run)
                .Then<int>(held =>
                {
                    using (held)
                        Measure(run, job, new(model, named, state, change), signals);
                    return ExitCode.Done;
                });
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped. What is finished is kept; the same command goes on from there.");
            return signals.ExitCode;
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
        catch (Exception fault) when (MachineProblem.Of(run.Root, fault) is { } problem)
        {
            return problem;
        }
    }

    private void Measure(RunFolder run, Job job, RestoredModel trained, Signals signals)
    {
        var model = trained.Model;
        var state = trained.State;
        var summary = new Summary(
            job.Name,
            job.Recipe.About,
            job.Recipe.Seed,
            model.Device.ToString(),
            state.Next,
            job.Plan.MomentOf(state.Next).Epoch,
            state.Cost,
            state.Loss,
            Weights.HashOf(model),
            evaluator.Evaluate(run, job, model, signals.Stop)
        )
        {
            Models = trained.Named,
            Plugins = PluginRecord.Of(job.Recipe),
            PluginChange = trained.Change,
            IsLater = true,
            PlannedSteps = job.Plan.Steps,
            Arithmetic = Arithmetic.On(model.Device),
        };
        summary = summary with { Warnings = Warnings.Of(job.Plan, job.DataWarnings, summary.Evaluations) };
        files.CreateFolder(run.Evaluations);
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        AtomicFile.WriteJson(files, Path.Combine(run.Evaluations, $"{stamp}.json"), summary);
        KeptParts.Forget(run);
        ResultTable.Write(console, [(job.Name, summary)]);
    }

    // The restored model, the models of other runs that its recipe names, and what changed since.
    private sealed record RestoredModel(
        Model Model,
        IReadOnlyList<ModelOrigin>? Named,
        CheckpointState State,
        PluginChange? Change
    );
}
