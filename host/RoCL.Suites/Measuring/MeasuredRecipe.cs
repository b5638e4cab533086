using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Folders;

namespace RoCL.Suites.Measuring;

/// <summary>The recipe that a trained run is measured by.</summary>
/// <param name="catalogue">The components that there are.</param>
/// <param name="precedence">Which of two options counts that exclude each other.</param>
internal sealed class MeasuredRecipe(IComponentCatalogue catalogue, OptionPrecedence precedence)
{
    private const string TestKey = "images.test";
    private const string Validation = "validation";

    /// <summary>The run's recipe with what is asked for in its place.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>
    /// ROCL0281: it asks for a number of test images, where none is measured on: those that are
    /// measured on are held out or of other data. And what <see cref="AskedRecipe"/> refuses.
    /// </returns>
    public Result<JsonObject> Of(RunFolder run, EvaluateRequest request) =>
        AskedRecipe
            .Of(run, request.Settings, precedence)
            .Then<JsonObject>(asked => request.Curves ? CurveEvaluation.In(asked, catalogue) : asked)
            .Then(asked => WithoutIdleKey(run, request, asked));

    private Result<JsonObject> WithoutIdleKey(RunFolder run, EvaluateRequest request, JsonObject asked)
    {
        if (!request.Settings.Any(setting => setting.StartsWith($"{TestKey}=", StringComparison.Ordinal)))
            return asked;
        if (RecipePlaces.ValueAt(asked, "images.measureOn")?.ToString() == Validation)
            return OnValidation(run);
        return KeyOfOtherData(run, asked) is { } key ? OnOtherData(run, key) : asked;
    }

    // The data that the first evaluation names, where each of them names some, as transfer does.
    private string? KeyOfOtherData(RunFolder run, JsonObject asked)
    {
        if (RecipeReader.Read(run.Name, run.Recipe, asked, catalogue) is not Result<Recipe>.Ok { Value: var recipe })
            return null;
        var data = recipe.Evaluations.Select(OtherData).ToList();
        return data.Contains(null) ? null : data.FirstOrDefault()?.Key;
    }

    private static ComponentUse? OtherData(ComponentUse evaluation) =>
        evaluation.WithInner.FirstOrDefault(use => use.Component.Kind == ComponentKind.Dataset);

    private static Problem OnValidation(RunFolder run) =>
        new(
            "ROCL0281",
            $"{run.Recipe}: {TestKey}",
            "It has no effect here: evaluations measure on held-out images, as images.measureOn says.",
            "Measure on fewer of them by --images N, or on test images by --set images.measureOn=test."
        );

    private static Problem OnOtherData(RunFolder run, string key) =>
        new(
            "ROCL0281",
            $"{run.Recipe}: {TestKey}",
            $"It has no effect here: evaluations measure on data that they name themselves ({key}).",
            "Measure on fewer of its images by --images N."
        );
}
