using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Suites.Rows;

/// <summary>
/// What is named in two places at once, of which one would have no effect: seeds beside the seeds
/// of every run (ROCL0132), and keys and values of a grid (ROCL0149).
/// </summary>
internal static class NamedTwice
{
    private const string Key = "seed";

    /// <summary>A problem for each place.</summary>
    /// <param name="where">What problems call the document.</param>
    /// <param name="document">The suite.</param>
    /// <param name="axes">Of the grid of the document and of the command line.</param>
    /// <param name="asked">What the command line asks for.</param>
    /// <param name="seeds">The seeds that the document names.</param>
    public static IEnumerable<Problem> In(
        string where,
        JsonObject document,
        ImmutableArray<Axis> axes,
        Variation asked,
        ImmutableArray<long> seeds
    ) => [.. Keys(where, axes), .. Values(where, axes), .. Seeds(where, document, axes, asked, seeds)];

    private static IEnumerable<Problem> Keys(string where, ImmutableArray<Axis> axes)
    {
        foreach (var axis in axes.GroupBy(axis => axis.Key).Where(same => same.Count() > 1))
        {
            yield return new(
                "ROCL0149",
                $"{where}: grid.{axis.Key}",
                "The key stands on two axes of the grid.",
                "Write all its values on one of them, and leave out the other."
            );
        }
    }

    private static IEnumerable<Problem> Values(string where, ImmutableArray<Axis> axes)
    {
        foreach (var axis in axes)
        {
            var twice = axis.Values.FirstOrDefault(value =>
                axis.Values.Count(other => Literal.IsWritten(Literal.Parsed(value.Set), other.Set)) > 1
            );
            if (twice.Label is { } label)
            {
                yield return new(
                    "ROCL0149",
                    $"{where}: grid.{axis.Key}",
                    $"The value {label} stands on the axis twice.",
                    "Leave out one of them; --seeds N makes every row several times."
                );
            }
        }
    }

    private static IEnumerable<Problem> Seeds(
        string where,
        JsonObject document,
        ImmutableArray<Axis> axes,
        Variation asked,
        ImmutableArray<long> seeds
    )
    {
        var areInGrid = axes.Any(axis => axis.IsOfSeeds);
        var areNamed = !asked.SeedsOver(seeds).IsEmpty;
        if (asked.Seed is null && !areNamed && !areInGrid)
            yield break;
        if (areInGrid && (areNamed || asked.Seed is not null))
        {
            yield return new(
                "ROCL0132",
                $"{where}: grid.seed",
                "The seeds of the runs stand in the grid, and beside it again.",
                "Leave the axis out: --seeds N, or a suite's seeds, runs every row by each of them."
            );
        }

        if (IsSet(asked, Key))
            yield return Set("--set seed");
        // --seed alone is over what the file sets for all rows, as every option is.
        if (IsSet(document) && (areNamed || areInGrid))
            yield return Set($"{where}: set.seed");
        var rows = document["rows"] as JsonObject ?? [];
        foreach (var (name, _) in rows.Where(row => row.Value is JsonObject own && IsSet(own)))
            yield return Set($"{where}: rows.{name}.set.seed");
    }

    private static bool IsSet(Variation asked, string key) =>
        asked.Settings.Any(setting => setting.StartsWith($"{key}=", StringComparison.Ordinal));

    private static bool IsSet(JsonObject owner) => owner["set"] is JsonObject set && set.ContainsKey(Key);

    private static Problem Set(string place) =>
        new(
            "ROCL0132",
            place,
            "A seed is set, and other seeds are named for every run.",
            "Leave it out, or leave out --seed, --seeds and the suite's seeds."
        );
}
