using RoCL.Core;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Scheduling;

/// <summary>The part of a suite that one of its runs is made from.</summary>
public static class RowChoice
{
    /// <summary>
    /// The suite with the row of a run alone, which is what has to be looked at before it is made.
    /// </summary>
    /// <param name="suite">The suite.</param>
    /// <param name="run">The name of one of its runs; <see langword="null"/> for all of it.</param>
    /// <returns>ROCL0906: the suite has no such run.</returns>
    public static Result<Suite> Of(Suite suite, string? run)
    {
        if (run is null)
            return suite;
        if (suite.Runs.FirstOrDefault(each => each.Name == run) is { } chosen)
            return suite with { Rows = [chosen.Row] };
        var names = suite.Runs.Select(each => each.Name).ToList();
        return new Problem(
            "ROCL0906",
            $"--row {run}",
            $"The suite '{suite.Name}' has no run of this name.",
            Nearest.To(run, names) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"Its runs: {string.Join(", ", names.Take(20))}."
        );
    }
}
