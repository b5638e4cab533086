using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Provenance;

/// <summary>
/// The models of other runs that a run was made with, held against those at hand: another model in
/// the place of a teacher's, or of an attack's, gives other results.
/// </summary>
public static class RecordedModels
{
    private const int ShownDigits = 8;

    /// <summary>
    /// The models whose weights are not those that the run has recorded last, as
    /// <c>KEY: PATH OLD -> NEW; ...</c>; <see langword="null"/> where there are none.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="models">The models that its recipe names now.</param>
    /// <param name="weights">From a run's path to the hash of its weights.</param>
    public static string? Difference(RunFolder run, IEnumerable<OptionValue.Model> models, Func<string, string> weights)
    {
        if (RunRecord.LastIn(run) is not { Recipe: { } recipe, Models: { } recorded })
            return null;
        return ChangedFact.Text(
            models.SelectMany(model =>
                Recorded(recipe, recorded, model) is { } was
                    ? new[] { new ChangedFact($"{model.Key}: {model.Run}", Short(was), Short(weights(model.Run))) }
                    : []
            )
        );
    }

    /// <summary>ROCL0270: the models are not those that a run was made with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">What differs.</param>
    public static Problem Changed(RunFolder run, string change) =>
        new(
            "ROCL0270",
            run.Root,
            $"Another run's model is not the one that the run was made with: {change}.",
            "Restore that run; or give `rocl run`, `rocl evaluate` or `rocl export` the folder that it was moved to "
                + "by --set KEY=FOLDER, or --allow-data-change: the record, or the files, will say so."
        );

    /// <summary>Whether the run has recorded the weights of the model that a key names.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The key in its recorded recipe.</param>
    public static bool AreKnown(RunFolder run, string key) =>
        RunRecord.LastIn(run) is { Recipe: { } recipe, Models: { } recorded }
        && PathAt(recipe, key) is { } path
        && recorded.Any(model => model.Path == path);

    /// <summary>
    /// The folder that the recorded recipe names under a key; <see langword="null"/> where it names
    /// none.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The key, such as <c>evaluate.0.attack.from</c>.</param>
    public static string? PathOf(RunFolder run, string key) =>
        RunRecord.LastIn(run)?.Recipe is { } recipe ? PathAt(recipe, key) : null;

    private static string? Recorded(JsonObject recipe, IReadOnlyList<ModelOrigin> recorded, OptionValue.Model model) =>
        PathAt(recipe, model.Key) is { } path ? recorded.FirstOrDefault(origin => origin.Path == path)?.Weights : null;

    private static string? PathAt(JsonObject recipe, string key) =>
        RecipePlaces.ValueAt(recipe, key) is JsonValue value && value.TryGetValue(out string? path) ? path : null;

    private static string Short(string hash) => hash[..Math.Min(ShownDigits, hash.Length)];
}
