using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using TorchSharp;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Opens what recipes name: components from plugins, and the models of other runs, each of these
/// once a process.
/// </summary>
/// <remarks>
/// To open a run, neither its data nor the runs that it names itself are needed: its recipe and its
/// newest checkpoint say all.
/// </remarks>
public sealed class TrainedModels(
    IComponentCatalogue catalogue,
    LoadedComponents components,
    IFiles files,
    ErrorOutput errors
) : IComponentTypes
{
    private readonly Dictionary<string, TrainedModel> _open = [];

    private RecipeBinder Binder => new(this);

    /// <inheritdoc/>
    public Type Load(ComponentDescription component) => components.Load(component);

    /// <inheritdoc/>
    public ITrainedModel Open(string run) => Opened(run);

    /// <summary>
    /// Opens every model that a plan names; their weights, <see langword="null"/> where it names
    /// none.
    /// </summary>
    /// <exception cref="ProblemException">
    /// As <see cref="Open"/>; ROCL0614 when a model is for images of another shape than the plan's;
    /// ROCL0110 when a teacher has not the head that is named.
    /// </exception>
    public IReadOnlyList<ModelOrigin>? Of(Plan plan)
    {
        var named = plan.Recipe.Models.ToList();
        if (named.FirstOrDefault(use => Binder.Open(use).Shape != plan.Shape) is { } misfit)
        {
            throw new ProblemException(
                new(
                    "ROCL0614",
                    $"{misfit.Where}: {misfit.Run}",
                    $"The model is for images of {Opened(misfit.Run).Shape}, and the run's own are {plan.Shape}.",
                    "Name a run on images of the same shape."
                )
            );
        }

        foreach (var teacher in plan.Bindings.Teachers.Values)
            _ = teacher.Model();
        return named.Count == 0
            ? null
            :
            [
                .. named
                    .Select(use => use.Run)
                    .Distinct()
                    .Select(run => new ModelOrigin(run, Weights.HashOf(Opened(run).Model))),
            ];
    }

    /// <summary>
    /// The job, or what is wrong with a model that it names; as <see cref="Of"/>.
    /// </summary>
    public Result<Job> Check(Job job)
    {
        try
        {
            Of(job.Plan);
            return job;
        }
        catch (ProblemException fault)
        {
            return fault.Problem;
        }
    }

    private TrainedModel Opened(string run)
    {
        if (!RunFolder.Is(run))
            throw new ProblemException(RunFolder.NoRun(run));
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(run));
        return _open.TryGetValue(path, out var known) ? known : _open[path] = Read(new(files, run)).ValueOrThrow();
    }

    private Result<TrainedModel> Read(RunFolder run) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then(document => RecipeReader.Read(run.Name, run.Recipe, document, catalogue))
            .Then(recipe =>
                new CheckpointStore(run, errors.Warn)
                    .Newest()
                    .Then(newest =>
                    {
                        using (newest)
                            return newest is null ? RunFolder.NotTrained(run) : Restored(run, recipe, newest);
                    })
            );

    private Result<TrainedModel> Restored(RunFolder run, Recipe recipe, Checkpoint newest)
    {
        if (newest.Weights.Architecture is not { } architecture)
        {
            return new Problem(
                "ROCL0613",
                run.Root,
                "Its newest checkpoint does not say which images the model is for: an older version wrote it.",
                "Train the run again."
            );
        }

        var plan = new Plan(Binder.Bind(recipe), architecture.Images, Count: 1, architecture.Classes);
        var model = Build(plan, torch.CPU);
        var restored = newest
            .Weights.CopyInto(model, run.Root)
            .Then<TrainedModel>(_ => new TrainedModel(run.Root, model, device => Build(plan, device)));
        if (restored is Result<TrainedModel>.Failed)
            model.Dispose();
        return restored;
    }

    // Weights are drawn before they are overwritten, perhaps in the middle of a step: whatever else
    // draws from the global generator there, such as dropout, has to get the same numbers.
    private static Model Build(Plan plan, torch.Device device)
    {
        using var before = torch.Generator.Default.get_state();
        try
        {
            return Model.Build(plan, device);
        }
        finally
        {
            torch.Generator.Default.set_state(before);
        }
    }
}
