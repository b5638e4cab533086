using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Reports.Results;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;

namespace RoCL.Reports.RunPages;

/// <summary>All that a report says of a run, read from its folder alone.</summary>
/// <param name="Run">The folder.</param>
/// <param name="State">How far the run has come.</param>
/// <param name="Later">The evaluations that were made afterwards, the oldest first.</param>
/// <param name="Metrics">A line for each step.</param>
/// <param name="Environment">An entry for each time that the run began or went on.</param>
/// <param name="Examples">Pictures of a few images; none where none were kept.</param>
/// <param name="Setbacks">What went wrong on the way.</param>
internal sealed record RunSource(
    RunFolder Run,
    RunState State,
    IReadOnlyList<(string Name, Summary Summary)> Later,
    ImmutableArray<Metric> Metrics,
    ImmutableArray<JsonObject> Environment,
    ExampleSet? Examples,
    ImmutableArray<string> Setbacks
)
{
    /// <summary>Reads a run.</summary>
    /// <param name="run">Its folder.</param>
    public static RunSource In(RunFolder run)
    {
        ImmutableArray<Metric> metrics = [.. Runs.Journal.Metrics.Read(run)];
        return new(
            run,
            RunState.Of(run),
            LaterEvaluations.Of(run),
            metrics,
            EntriesOf(run),
            ExamplesFile.Read(run),
            [.. Results.Setbacks.Of(run, metrics)]
        );
    }

    /// <summary>The results; none before the run has finished.</summary>
    public Summary? Summary => (State as RunState.Finished)?.Summary;

    /// <summary>What evaluations of the run are to be shown, its own first.</summary>
    public ImmutableArray<MeasuredEvaluation> Evaluations =>
        [
            .. (Summary?.Evaluations ?? []).Select(evaluation => new MeasuredEvaluation(evaluation, null)),
            .. Later.SelectMany(each =>
                each.Summary.Evaluations.Select(evaluation => new MeasuredEvaluation(evaluation, each.Name)
                {
                    Changes = [.. ResultChanges.Of(each.Summary)],
                })
            ),
        ];

    /// <summary>The recipe with all defaults; none where it cannot be read.</summary>
    public JsonObject? Recipe => Environment.LastOrDefault()?["recipe"] as JsonObject;

    /// <summary>Where the recipe comes from; none where nothing recorded it.</summary>
    public RecipeOrigin? Origin
    {
        get
        {
            var origin = Environment
                .Select(entry => entry["origin"] as JsonObject)
                .LastOrDefault(each => each is not null);
            return origin is null
                ? null
                : new($"{origin["command"]}", (string?)origin["parent"], origin["parentRecipe"] as JsonObject);
        }
    }

    private static ImmutableArray<JsonObject> EntriesOf(RunFolder run)
    {
        try
        {
            var text = TextFile.ReadIfThere(run.Files, run.Environment);
            return text is null ? [] : [.. Json.Read<JsonArray>(text).OfType<JsonObject>()];
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return [];
        }
    }
}
