using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Evaluations;

/// <summary>The recipe by which a trained run is measured or exported.</summary>
public static class AskedRecipe
{
    /// <summary>The run's own, with other values where they can have an effect.</summary>
    /// <param name="run">The run.</param>
    /// <param name="settings">As after <c>--set</c>.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>
    /// As <see cref="OwnTraining.In"/> and <see cref="OwnParts.In"/>; and what is wrong with recipe
    /// or settings.
    /// </returns>
    public static Result<JsonObject> Of(RunFolder run, IEnumerable<string> settings, OptionPrecedence precedence) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then(trained =>
                RecipeText
                    .SetAll(trained, settings, precedence)
                    .Then(asked => OwnTraining.In(run, trained, asked))
                    .Then(asked => OwnParts.In(run, trained, asked))
            );
}
