using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Plugins.Trust;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// All that the digits of an evaluation follow from, as a hash: weights, recipe, the evaluation's
/// place in it, and its plugins. What was kept of one evaluation is never taken for another's.
/// </summary>
/// <param name="Hash">32 hexadecimal digits.</param>
public sealed record EvaluationKey(string Hash)
{
    private const int Digits = 32;

    /// <summary>The key of an evaluation of a recipe.</summary>
    /// <param name="job">The recipe.</param>
    /// <param name="weights">
    /// The hashes of the trained weights, and of the models of other runs that the recipe names.
    /// </param>
    /// <param name="evaluation">Which evaluation, from 0.</param>
    public static EvaluationKey Of(Job job, IEnumerable<string> weights, int evaluation)
    {
        string[] parts = [.. weights, Document(job, evaluation).ToJsonString(), .. Plugins(job)];
        return new(HashOf(string.Join('\n', parts)));
    }

    /// <summary>The hash of a text.</summary>
    public static string HashOf(string text) => TextHash.Of(text)[..Digits];

    // The recipe with this evaluation alone: to add another one changes nothing.
    private static JsonObject Document(Job job, int evaluation)
    {
        var document = job.Document.DeepClone().AsObject();
        var evaluate = document["evaluate"];
        var measured = evaluate is JsonArray list ? list[evaluation] : evaluate;
        if (job.Recipe.Images.MeasuredAtMost is { } most)
            document["measuredAtMost"] = most;
        document["evaluate"] = new JsonArray(evaluation, measured!.DeepClone());
        return document;
    }

    private static IEnumerable<string> Plugins(Job job) =>
        job
            .Recipe.Uses.Select(use => use.Component.Plugin)
            .Distinct()
            .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
            .Select(PluginHash.Of);
}
