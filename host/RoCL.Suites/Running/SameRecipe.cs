using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// Whether a folder holds a run of the very recipe that is asked for, so that one command line is
/// both the start and the restart.
/// </summary>
/// <param name="catalogue">Which components there are: their defaults are compared, too.</param>
public sealed class SameRecipe(IComponentCatalogue catalogue)
{
    /// <summary>Compares the recipe of a run with one that is asked for.</summary>
    /// <param name="run">The run, begun or finished.</param>
    /// <param name="asked">The recipe.</param>
    /// <returns>
    /// The run; ROCL0601 with every difference where it is another recipe's; and what is wrong with
    /// either recipe.
    /// </returns>
    public Result<RunFolder> In(RunFolder run, SuiteRun asked) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then(document => Completed(asked.Name, run.Recipe, document))
            .Then(held =>
                Completed(asked.Name, asked.Row.Where, asked.Document)
                    .Then<RunFolder>(wanted =>
                        RecipeChange.Between(held, wanted) is { } change ? OfAnother(run, change) : run
                    )
            );

    private Result<JsonObject> Completed(string name, string where, JsonObject document) =>
        RecipeReader.Read(name, where, document, catalogue).Then<JsonObject>(recipe => Completion.Of(document, recipe));

    private static Problem OfAnother(RunFolder run, string change) =>
        new(
            "ROCL0601",
            run.Root,
            $"The folder holds a run of another recipe: {change}.",
            "Choose another --out, or go on with that run by `rocl run FOLDER`."
        );
}
