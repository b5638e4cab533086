using System.Text.Json.Nodes;
using RoCL.Core;

namespace RoCL.Suites.Rows;

/// <summary>The keys that a suite's document may have.</summary>
internal static class SuiteKeys
{
    /// <summary>ROCL0130 for each key that has no meaning there.</summary>
    /// <param name="given">What is written.</param>
    /// <param name="place">What comes before the key in a message.</param>
    /// <param name="known">The keys that have a meaning.</param>
    public static IEnumerable<Problem> Unknown(JsonObject given, string place, string[] known) =>
        given
            .Select(pair => pair.Key)
            .Except(known)
            .Select(key => new Problem(
                "ROCL0130",
                $"{place}{key}",
                $"A suite has no key '{key}' here.",
                Nearest.To(key, known) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"Known here: {string.Join(", ", known.Distinct())}."
            ));
}
