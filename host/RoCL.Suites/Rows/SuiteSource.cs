using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Runs.Files;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Rows;

/// <summary>
/// Where suites come from: a file, the recipes that the command line names, or the folder of one
/// that has begun.
/// </summary>
/// <param name="catalogue">The components that recipes can name.</param>
/// <param name="precedence">
/// Which options of a component exclude one another; where it is left out, all of them stay.
/// </param>
public sealed class SuiteSource(IComponentCatalogue catalogue, OptionPrecedence? precedence = null)
{
    /// <summary>
    /// The suite of recipes, or of one suite's name or file; every recipe read, every default
    /// written out.
    /// </summary>
    /// <param name="name">What a suite of recipes is called.</param>
    /// <param name="targets">Names or files.</param>
    /// <param name="asked">What the command line asks for besides.</param>
    /// <returns>
    /// ROCL0136 a suite stands among others; and what <see cref="SuiteReader"/> and
    /// <see cref="RecipeReader"/> find.
    /// </returns>
    public Result<Suite> Of(string name, ImmutableArray<string> targets, Variation asked) =>
        Read(name, targets, asked).Then<Suite>(suite => new RecipeOrigins(catalogue).Noted(suite, targets, asked));

    /// <summary>The suite that a folder holds.</summary>
    public static Result<Suite> In(IFiles files, string folder)
    {
        var file = SuiteFileNames.SuiteIn(folder);
        return TextFile
            .ReadWritten(files, file)
            .Then(text => RecipeText.Parse(file, text))
            .Then(document => new SuiteReader(file, file, Variation.None).Read(document))
            .Then<Suite>(suite => SuiteOrigins.Noted(files, folder, suite));
    }

    /// <summary>
    /// A suite that has begun, with other places for its data and for the runs that it names.
    /// </summary>
    /// <param name="suite">The suite.</param>
    /// <param name="settings">As after <c>--set</c>.</param>
    /// <param name="otherwise">The problem where they set anything else.</param>
    public static Result<Suite> Moved(Suite suite, ImmutableArray<string> settings, Func<Problem> otherwise) =>
        settings.IsEmpty
            ? suite
            : Result
                .All(
                    suite.Rows.Select(row =>
                        RecipeText.SetAll(row.Recipe, settings).Then(moved => Moved(row, moved, otherwise))
                    )
                )
                .Then<Suite>(rows => suite with { Rows = rows });

    private Result<Suite> Read(string name, ImmutableArray<string> targets, Variation asked)
    {
        var found = targets.Select(SuiteFiles.Find).ToList();
        if (found is [{ } suite])
        {
            var reader = new SuiteReader(RecipeFiles.FileOf(targets[0]), suite.File, asked, precedence)
            {
                Folder = RecipeFiles.FolderOf(suite.File),
            };
            return reader.Read(suite.Document).Then(Complete);
        }

        var firstSuite = found.FindIndex(each => each is not null);
        if (firstSuite >= 0)
        {
            return new Problem(
                "ROCL0136",
                targets[firstSuite],
                "The target is a suite, and a suite is run by itself.",
                "Name the suite alone, or recipes alone."
            );
        }

        var rows = new JsonObject(Named(targets).Select(row => KeyValuePair.Create(row.Name, (JsonNode?)row.Recipe)));
        return new SuiteReader("rocl run", null, asked, precedence)
            .Read(new JsonObject { ["suite"] = name, ["rows"] = rows })
            .Then(Complete);
    }

    private static Result<SuiteRow> Moved(SuiteRow row, JsonObject moved, Func<Problem> otherwise)
    {
        var keys = RecipeChange.Keys(row.Recipe, moved);
        return keys.All(key => RecipePlaces.IsMoved(row.Recipe, moved, key))
            ? row with
            {
                Recipe = RecipePlaces.Rooted(moved, Path.GetFullPath),
            }
            : otherwise();
    }

    // The recipe as a run's folder has it, so that a later default changes nothing and equal
    // training can be seen to be equal.
    private Result<Suite> Complete(Suite suite) =>
        Result
            .All(
                suite.Rows.Select(row =>
                    RecipeReader
                        .Read(row.Name, row.Where, row.Recipe, catalogue)
                        .Then<SuiteRow>(recipe => row with { Recipe = Whole(row.Recipe, recipe) })
                )
            )
            .Then<Suite>(rows => suite with { Rows = rows });

    // Places that the command line gave are those of the working directory.
    private static JsonObject Whole(JsonObject document, Recipe recipe)
    {
        var completed = Completion.Of(document, recipe).ToJsonString();
        return RecipePlaces.Rooted((JsonObject)JsonNode.Parse(completed)!, Path.GetFullPath);
    }

    // Two files of one name get a number each.
    private static IEnumerable<(string Recipe, string Name)> Named(ImmutableArray<string> recipes) =>
        recipes
            .GroupBy(recipe => Path.GetFileNameWithoutExtension(recipe) is { Length: > 0 } stem ? stem : recipe)
            .SelectMany(group => group.Select((recipe, i) => (recipe, i == 0 ? group.Key : $"{group.Key}-{i + 1}")));
}
