using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// What a trained run is, whatever evaluation or export is made of it: its networks with their
/// normalisation, and its training. Other values of these would change nothing but what is said of
/// it.
/// </summary>
public static class OwnTraining
{
    // All others say how it was trained, or what it is.
    private static readonly ImmutableArray<string> OfMeasuring =
    [
        "about",
        "data",
        "evaluate",
        "images",
        "masking",
        PublishedReading.Key,
        "route",
        "seed",
    ];

    /// <summary>An evaluation's recipe, if it leaves the training as it was.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trained">The recipe in its folder.</param>
    /// <param name="asked">The recipe that is to be measured or exported by.</param>
    /// <returns>
    /// The recipe; ROCL0277 with all settings that a trained run does not read. Other runs that it
    /// names may have been moved.
    /// </returns>
    public static Result<JsonObject> In(RunFolder run, JsonObject trained, JsonObject asked)
    {
        var others = Others(trained, asked);
        return others.Count > 0 ? WithoutEffect(run, others) : asked;
    }

    /// <summary>What another recipe says otherwise of the training.</summary>
    /// <param name="trained">The run's own recipe.</param>
    /// <param name="asked">The other one.</param>
    public static IReadOnlyList<ChangedFact> Others(JsonObject trained, JsonObject asked) =>
        [
            .. RecipeChange
                .All(trained, asked)
                .Where(change => !OfMeasuring.Contains(change.Name.Split('.')[0]))
                .Where(change => !RecipePlaces.IsMoved(trained, asked, change.Name)),
        ];

    private static Problem WithoutEffect(RunFolder run, IReadOnlyList<ChangedFact> others) =>
        new(
            "ROCL0277",
            $"{run.Recipe}: {string.Join(", ", others.Select(change => change.Name))}",
            $"The run is trained, and nothing here would be computed by other values: {ChangedFact.Text(others)}.",
            $"Leave them out. What training reads is changed by rocl run --from {run.Root} --set ..., networks and "
                + "normalize by a new run; options of an evaluation stand under evaluate.0."
        );
}
