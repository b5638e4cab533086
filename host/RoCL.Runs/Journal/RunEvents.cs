using RoCL.Core.Recipes;
using Serilog;

namespace RoCL.Runs.Journal;

/// <summary>
/// What events in <c>log.jsonl</c> say in properties, so that programs need not read prose.
/// </summary>
internal static class RunEvents
{
    /// <summary>
    /// Adds what is known of a failure: Code, and of the component at fault Plugin, Version,
    /// Component and Key.
    /// </summary>
    public static ILogger With(this ILogger log, Recipe recipe, Problem problem)
    {
        var coded = log.ForContext("Code", problem.Code);
        var culprit = recipe.Uses.FirstOrDefault(use => problem.Where.Contains(use.Place, StringComparison.Ordinal));
        if (culprit is null)
            return coded;
        return coded
            .ForContext("Plugin", culprit.Component.Plugin.Id)
            .ForContext("Version", culprit.Component.Plugin.Release)
            .ForContext("Component", culprit.Component.Name)
            .ForContext("Key", culprit.Key);
    }

    /// <summary>As <see cref="With(ILogger, Recipe, Problem)"/>, of an exception.</summary>
    public static ILogger With(this ILogger log, Recipe recipe, Exception fault) =>
        fault is ProblemException known
            ? log.With(recipe, known.Problem)
            : log.ForContext("Code", fault.GetType().Name);
}
