using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
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
/// Neither the run's data nor the runs that it names itself are needed: recipe and checkpoint say
/// all.
/// </remarks>
internal sealed class TrainedModelReader(IComponentCatalogue catalogue, RecipeBinder binder, ErrorOutput errors)
{
    /// <summary>Reads a model onto the CPU; the caller disposes of it.</summary>
    /// <returns>
    /// ROCL0268 its recipe was edited, ROCL0604 no checkpoint, ROCL0613 a checkpoint of an older
    /// version, ROCL0610 to ROCL0612 as any checkpoint; and the problems of the recipe.
    /// </returns>
    public Result<TrainedModel> Read(RunFolder run) =>
        Unedited(run)
            .Then(_ => RecipeFiles.Load(run.Recipe, []))
            .Then(document => RecipeReader.Read(run.Name, run.Recipe, document, catalogue))
            .Then(recipe => Read(run, recipe));

    private static Result<RunFolder> Unedited(RunFolder run) =>
        RecordedRecipe.Edited(run) is { } problem ? problem : run;

    private Result<TrainedModel> Read(RunFolder run, Recipe recipe) =>
        new CheckpointStore(run, errors.Warn)
            .Newest()
            .Then(newest =>
            {
                if (newest is null)
                    return RunFolder.NotTrained(run);
                using (newest)
                    return Restored(run, recipe, newest.Weights);
            });

    private Result<TrainedModel> Restored(RunFolder run, Recipe recipe, Weights weights)
    {
        if (weights.Architecture is not { } architecture)
            return OfOlderVersion(run);
        var plan = new Plan(binder.Bind(recipe), architecture.Images, Count: 1, architecture.Classes)
        {
            ClassNames = architecture.ClassNames,
        };
        var model = Build(plan, torch.CPU);
        var restored = weights
            .CopyInto(model, run.Root)
            .Then<TrainedModel>(_ => new TrainedModel(run.Root, model, device => Build(plan, device)));
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
