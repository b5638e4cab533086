using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recipes;

/// <summary>
/// The runs that a run's recipe names by whole paths, where the suite that all of them are in was
/// moved: each stands beside the run still, and is known by the hash of its weights.
/// </summary>
internal static class MovedRuns
{
    private const string Record = "environment.json";
    private const string Summary = "summary.json";
    private const string Weights = "weights";

    /// <summary>
    /// The recipe with each run that is gone from its place and stands beside this one under the
    /// same name and with the weights that the record has; <see langword="null"/> where it names
    /// none.
    /// </summary>
    /// <param name="file">The recipe's file, in the folder of a run.</param>
    /// <param name="recipe">The recipe; not changed.</param>
    public static JsonObject? Followed(string file, JsonObject recipe)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Path.GetFileName(file) != RunFolder.RecipeName || Path.GetDirectoryName(folder) is not { } suite)
            return null;
        var moved = new Dictionary<string, string>();
        foreach (var (path, weights) in Recorded(Path.Combine(folder, Record)))
        {
            var beside = Path.Combine(suite, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
            var isThere = !Directory.Exists(path) && RunFolder.Is(beside) && WeightsOf(beside) == weights;
            if (isThere)
                moved[path] = beside;
        }

        return moved.Count == 0 ? null : RecipePlaces.Rooted(recipe, place => moved.GetValueOrDefault(place, place));
    }

    // Of each record: the models that it names, and the weights that the run began with.
    private static IEnumerable<KeyValuePair<string, string>> Recorded(string file)
    {
        foreach (var record in (Read(file) as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var model in (record["models"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (Text(model["path"]) is { } path && Text(model[Weights]) is { } weights)
                    yield return new(path, weights);
            }

            if (record["init"] is JsonObject init && Text(init["from"]) is { } from && Text(init["sha256"]) is { } hash)
                yield return new(from, hash);
        }
    }

    private static string? WeightsOf(string run) =>
        Read(Path.Combine(run, Summary)) is JsonObject summary ? Text(summary[Weights]) : null;

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // What cannot be read is refused where it is used.
    private static JsonNode? Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file));
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }
}
