using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
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
    /// ROCL0281: it asks for a number of test images, where none is measured on. And what
    /// <see cref="AskedRecipe"/> refuses.
    /// </returns>
    public Result<JsonObject> Of(RunFolder run, EvaluateRequest request) =>
        AskedRecipe
            .Of(run, request.Settings, precedence)
            .Then(asked => WithoutIdleKey(run, request, asked))
            .Then<JsonObject>(asked => request.Curves ? CurveEvaluation.In(asked, catalogue) : asked);

    private static Result<JsonObject> WithoutIdleKey(RunFolder run, EvaluateRequest request, JsonObject asked)
    {
        var isSet = request.Settings.Any(setting => setting.StartsWith($"{TestKey}=", StringComparison.Ordinal));
        var isOnValidation = RecipePlaces.ValueAt(asked, "images.measureOn")?.ToString() == Validation;
        return isSet && isOnValidation ? Idle(run) : asked;
    }

    private static Problem Idle(RunFolder run) =>
        new(
            "ROCL0281",
            $"{run.Recipe}: {TestKey}",
            "It has no effect here: evaluations measure on held-out images, as images.measureOn says.",
            "Measure on fewer of them by --images N, or on test images by --set images.measureOn=test."
        );
}
