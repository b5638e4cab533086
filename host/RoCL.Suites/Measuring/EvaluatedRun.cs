using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Reports.RunPages;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Progress;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Planning;
using RoCL.Suites.Running;
using Spectre.Console;

namespace RoCL.Suites.Measuring;

/// <summary>Evaluates one trained run, and writes what was found into its folder.</summary>
public sealed class EvaluatedRun(
    IComponentCatalogue catalogue,
    OptionPrecedence precedence,
    TrainedModels models,
    RecipeBinder binder,
    TrustCheck check,
    RecordedInputs inputs,
    Evaluator evaluator,
    IProgressView view,
    IAnsiConsole console,
    ErrorOutput errors,
    TimeProvider clock
)
{
    /// <summary>The results.</summary>
    /// <param name="target">The run, and which checkpoint of it.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="signals">Ask it to stop.</param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Result<Summary> Of(EvaluationTarget target, EvaluateRequest request, Signals signals)
    {
        var (run, named) = target;
        var edited = RecordedRecipe.EditsInFolder(run);
        if (edited is not null && !request.AllowRecipeChange)
            return RecordedRecipe.Changed(run, edited);
        if (named is not null && NamedCheckpoint.Find(run, named) is Result<string>.Failed unknown)
            return unknown.Reasons;
        return new MeasuredRecipe(catalogue, precedence)
            .Of(run, request)
            .Then(document =>
                RecipeReader
                    .Read(run.Name, run.Recipe, document, catalogue)
                    .Then(recipe => check.Measured(run, recipe, request.AllowChange))
                    .Then(change =>
                        Devices
                            .Choose(request.Device)
                            .Then(device =>
                                Opened(run, document, request)
                                    .Then(found =>
                                    {
                                        var allowed = new AllowedChange(change, edited, found.Inputs);
                                        return Evaluate(new(run, found.Job, allowed, device, named), signals);
                                    })
                            )
                    )
            );
    }

    private Result<(Job Job, InputChange Inputs)> Opened(RunFolder run, JsonObject document, EvaluateRequest request)
    {
        using var display = LookingAhead.In(view, clock);
        var change = RecordedInputs.DataOf([run], request.AllowDataChange);
        return Job.Of(run.Name, run.Recipe, document, catalogue, binder, request.Images, change: change)
            .Then<Job>(job => job.Recipe.Evaluations.IsEmpty ? NothingToMeasure.In(run) : job)
            .Then(job =>
                inputs
                    .Measured(run, job, request.AllowDataChange)
                    .Then(change =>
                        new RunsAhead(errors)
                            .Check(job, hangsOnRows: false)
                            .Then<(Job, InputChange)>(_ => (job, change))
                    )
            );
    }

    private Result<Summary> Evaluate(OpenedJob opening, Signals signals)
    {
        var (run, job, change, device, _) = opening;
        try
        {
            new DataLines(console).Show(job);
            foreach (var warning in change.WarningsOf(run))
                errors.Warn(warning);
            var named = models.Of(job.Plan);
            using var model = Model.Build(job.Plan.InFloat32(), device);
            var restored = opening.Restored(model, errors.Warn);
            if (restored is not Result<CheckpointState>.Ok { Value: var state })
                return restored.Problems;
            if (state.Next == 0 && job.Recipe.Init is null)
                return Untrained.Problem(run);
            var restoredModel = new RestoredModel(model, named, state, change);
            return RunLock
                .Take(run)
                .Then(held =>
                {
                    using var place = new HeldPlace(run.Root);
                    using (held)
                        return place.During(() => Measured(HeldFiles.Of(run, place), job, restoredModel, signals));
                });
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

    private Summary Measured(RunFolder run, Job job, RestoredModel trained, Signals signals)
    {
        var state = trained.State;
        var length = OwnLength.Of(run, job.Plan);
        var summary = new Summary(
            job.Name,
            job.Recipe.About,
            job.Recipe.Seed,
            trained.Model.Device.ToString(),
            state.Next,
            length.EpochOf(state.Next),
            state.Cost,
            state.Loss,
            Weights.HashOf(trained.Model),
            evaluator.Evaluate(run, job, trained.Model, signals.Stop)
        )
        {
            Models = trained.Named,
            Plugins = PluginRecord.Of(job.Recipe),
            IsLater = true,
            PlannedSteps = length.Steps,
            Init = job.Recipe.Init?.From.Run,
            Arithmetic = Arithmetic.On(trained.Model.Device),
        };
        summary = trained.Change.In(summary, run) with
        {
            Warnings = Warnings.Of(job.Plan, job.DataWarnings, summary.Evaluations),
        };
        LaterEvaluations.Write(run, summary, clock.GetUtcNow());
        KeptParts.Forget(run);
        ReportFile.Write(run, errors);
        return summary;
    }
}
