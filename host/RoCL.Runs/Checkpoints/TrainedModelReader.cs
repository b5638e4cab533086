using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using TorchSharp;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Reads the model of a run: its recipe, with the weights of its newest checkpoint.
/// </summary>
/// <remarks>
/// Neither the run's data nor the runs that it names itself are needed, nor the plugins that only
/// trained it: encoder, heads and checkpoint say all.
/// </remarks>
/// <param name="catalogue">Which components there are.</param>
/// <param name="binder">Makes the networks' components.</param>
/// <param name="allowPluginChange">
/// Whether other builds of their plugins will do than the run has recorded.
/// </param>
/// <param name="errors">Where the person is warned.</param>
internal sealed class TrainedModelReader(
    IComponentCatalogue catalogue,
    RecipeBinder binder,
    bool allowPluginChange,
    ErrorOutput errors
)
{
    /// <summary>The token by which the person asks to stop, for attacks on the model.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Reads a model onto the CPU; the caller disposes of it.</summary>
    /// <returns>
    /// ROCL0260 other plugins than it was trained with, ROCL0268 its recipe was edited, ROCL0273 it
    /// is not trained to its end, ROCL0604 no checkpoint, ROCL0613 a checkpoint of an older
    /// version, ROCL0610 to ROCL0612 as any checkpoint; and the problems of the recipe.
    /// </returns>
    public Result<OpenedModel> Read(RunFolder run)
    {
        if (RecordedRecipe.Edited(run) is { } edited)
            return edited with { Remedy = "Restore it: another run takes the model by the recipe of its training." };
        var last = RunRecord.LastIn(run);
        var components = new RecordedComponents(catalogue, last?.Plugins ?? []);
        return RecipeFiles
            .Load(run.Recipe, [])
            .Then(document => RecipeReader.Read(run.Name, run.Recipe, NetworksOfRecipe.Of(document), components))
            .Then(recipe => Trusted(run, last, recipe))
            .Then(recipe => Read(run, last, recipe));
    }

    private Result<Recipe> Trusted(RunFolder run, RunRecord? last, Recipe recipe)
    {
        if (last?.Plugins is not { } recorded)
            return recipe;
        var now = PluginsOf(recipe);
        var was = recorded.Where(plugin => now.Any(used => used.Id == plugin.Id));
        var differences = PluginDifference.Between(was, now).Where(difference => difference.Now is not null).ToList();
        if (differences.Count == 0)
            return recipe;
        if (!allowPluginChange)
            return PluginDifference.NotAllowed(run.Root, "model", differences);
        errors.Warn($"The model of {run.Root} is built with other plugins: {string.Join("; ", differences)}.");
        return recipe;
    }

    private static ImmutableArray<PluginRecord> PluginsOf(Recipe recipe) =>
        [
            .. recipe
                .Uses.Select(use => use.Component.Plugin)
                .Where(plugin => plugin.Id != NetworksOfRecipe.LeftOut)
                .Distinct()
                .Select(PluginRecord.Of)
                .OrderBy(plugin => $"{plugin}", StringComparer.Ordinal),
        ];

    private Result<OpenedModel> Read(RunFolder run, RunRecord? last, Recipe recipe) =>
        new CheckpointStore(run, errors.Warn)
            .Newest()
            .Then(newest =>
            {
                if (newest is null)
                    return Untrained.Problem(run, last);
                using (newest)
                {
                    return Untrained.Halfway(run, last, newest.State.Next) is { } halfway
                        ? halfway
                        : Restored(run, recipe, newest.Weights)
                            .Then<OpenedModel>(model => new OpenedModel(model, PluginsOf(recipe)));
                }
            });

    private Result<TrainedModel> Restored(RunFolder run, Recipe recipe, Weights weights)
    {
        if (weights.Architecture is not { } architecture)
            return OfOlderVersion(run);
        var bindings = binder.Bind(recipe) with { Optimizer = NoOptimizer.For(recipe.Optimizer) };
        var plan = new Plan(bindings, architecture.Images, Count: 1, architecture.Classes)
        {
            ClassNames = architecture.ClassNames,
        };
        var model = Build(plan, torch.CPU);
        var restored = weights
            .OfNetworks()
            .CopyInto(model, run.Root)
            .Then<TrainedModel>(_ => new TrainedModel(run.Root, model, device => Build(plan, device)) { Stop = Stop });
        if (restored is Result<TrainedModel>.Failed)
            model.Dispose();
        else
            model.AdoptWeights();
        return restored;
    }

    // Weights are drawn before they are overwritten, perhaps in the middle of a step: whatever else
    // draws from the global generator there, such as dropout, has to get the same numbers.
    private static Model Build(Plan plan, torch.Device device)
    {
        using var before = torch.Generator.Default.get_state();
        try
        {
            return Model.Build(plan, device, keepsStates: false);
        }
        finally
        {
            torch.Generator.Default.set_state(before);
        }
    }

    private static Problem OfOlderVersion(RunFolder run) =>
        new(
            "ROCL0613",
            run.Root,
            "Its newest checkpoint does not say which images the model is for: an older version wrote it.",
            "Train the run again."
        );
}

/// <summary>The model of another run, and the plugins that it was built with.</summary>
/// <param name="Model">The model.</param>
/// <param name="Plugins">Those of its encoder and its heads.</param>
internal sealed record OpenedModel(TrainedModel Model, ImmutableArray<PluginRecord> Plugins);
