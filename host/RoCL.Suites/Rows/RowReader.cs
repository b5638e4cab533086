using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Rows;

/// <summary>
/// Reads one row of a suite: its recipe, with what the suite, the row and the command line set.
/// </summary>
/// <param name="where">What problems call the suite's document.</param>
/// <param name="file">The file of the document; none for the command line's own.</param>
/// <param name="suite">The document.</param>
/// <param name="vary">Applies what the command line asks for.</param>
/// <param name="precedence">Which options exclude one another.</param>
internal sealed class RowReader(
    string where,
    string? file,
    JsonObject suite,
    Func<JsonObject, Result<JsonObject>> vary,
    OptionPrecedence? precedence
)
{
    private static readonly string[] Keys = ["recipe", "set", "evaluate"];

    /// <summary>ROCL0130 for each key of a row that has no meaning.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="row">The row.</param>
    public IEnumerable<Problem> UnknownKeys(string name, JsonNode? row) =>
        row is JsonObject keys ? SuiteKeys.Unknown(keys, $"{Place(name)}.", Keys) : [];

    /// <summary>The row with its resolved recipe.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="row">A recipe's name, or an object with keys of its own.</param>
    /// <returns>ROCL0139 no recipe; and what is wrong with the recipe and the settings.</returns>
    public Result<SuiteRow> Read(string name, JsonNode? row)
    {
        var place = Place(name);
        var own = row as JsonObject;
        var recipe = own is null ? row : own["recipe"];
        return Recipe(place, recipe)
            .Then(written => Varied(place, own, written).Then<JsonObject>(row => PublishedReading.Kept(written, row)))
            .Match<Result<SuiteRow>>(
                document => new SuiteRow(name, file is null ? RecipeFiles.FileOf($"{recipe}") : place, document)
                {
                    Source = SourceOf(recipe),
                },
                problems => problems.Select(problem => InRow(place, problem)).ToImmutableArray()
            );
    }

    private Result<JsonObject> Varied(string place, JsonObject? own, JsonObject written) =>
        SuiteSettings
            .Over(written, suite["set"], $"{where}: set", precedence)
            .Then(document => SuiteSettings.Over(document, own?["set"], $"{place}.set", precedence))
            .Then(document => WithEvaluations(document, own?["evaluate"] ?? suite["evaluate"]))
            .Then(vary);

    private Result<JsonObject> Recipe(string place, JsonNode? recipe) =>
        recipe switch
        {
            JsonObject inline => file is null ? inline : RecipeFiles.Within(file, inline, precedence).Then(Whole),
            _ when NameOf(recipe) is { } name => RecipeFiles.Load(name, [], precedence, file).Then(Whole),
            _ => new Problem(
                "ROCL0139",
                $"{place}.recipe",
                "The row names no recipe.",
                "Write a recipe's name or file."
            ),
        };

    // What it extends is in it; a suite that is written out is not to extend it once more.
    private static Result<JsonObject> Whole(JsonObject loaded)
    {
        var whole = (JsonObject)loaded.DeepClone();
        whole.Remove(ExtendsSetting.Key);
        return whole;
    }

    private string? SourceOf(JsonNode? recipe)
    {
        var name = NameOf(recipe);
        return name is null || file is null ? name : RecipeFiles.Beside(name, file);
    }

    private static string? NameOf(JsonNode? recipe) =>
        recipe is JsonValue value && value.TryGetValue(out string? name) ? name : null;

    private static Result<JsonObject> WithEvaluations(JsonObject recipe, JsonNode? evaluations)
    {
        if (evaluations is not null)
            recipe["evaluate"] = evaluations.DeepClone();
        return recipe;
    }

    private Problem InRow(string place, Problem problem) =>
        file is null || problem.Where.StartsWith(where, StringComparison.Ordinal)
            ? problem
            : problem with
            {
                Where = $"{place}: {problem.Where}",
            };

    private string Place(string row) => $"{where}: rows.{row}";
}
