using System.Globalization;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// What a reader of a row has to know before its figures are compared with others.
/// </summary>
internal static class RowNotes
{
    /// <summary>The mark beside the name of a row that has notes.</summary>
    public const string Mark = "*";

    // Embeddings of one direction, a loss on its plateau, a gradient of zero, weights that stay.
    private static readonly string[] SignsOfNothing = ["ROCL0286", "ROCL0287", "ROCL0288", "ROCL0296"];

    /// <summary>The notes of a row; none where there is nothing to say.</summary>
    /// <param name="row">The finished runs of the row.</param>
    /// <param name="all">Those of the whole table.</param>
    public static ImmutableArray<string> Of(IReadOnlyList<Summary> row, IReadOnlyList<Summary> all) =>
        [
            .. row.Select(Training).OfType<string>().Distinct(),
            .. row.SelectMany(Idle).Distinct(),
            .. row.SelectMany(Guesses).Distinct(),
            .. row.SelectMany(run => run.WentOn ?? []).Distinct(),
            .. row.SelectMany(ResultChanges.Of).Distinct(),
            .. row.Select(run => Arithmetic(run, all)).OfType<string>().Distinct(),
        ];

    private static string? Training(Summary run)
    {
        if (run is { Steps: 0, Init: { } source })
            return $"weights of {Path.GetFileName(source)}";
        if (run.Steps == 0)
            return "not trained: its recipe has no step";
        return run.PlannedSteps is { } planned && run.Steps < planned
            ? string.Create(CultureInfo.InvariantCulture, $"at step {run.Steps} of {planned}")
            : null;
    }

    // A training that taught nothing is as good as none.
    private static IEnumerable<string> Idle(Summary run) =>
        (run.Warnings ?? [])
            .Where(warning => SignsOfNothing.Contains(warning.Code))
            .Select(warning => $"{warning.Code}: {warning.What}");

    // Without the figures, which differ between the seeds of a row and stand in it.
    private static IEnumerable<string> Guesses(Summary run) =>
        ChanceWarnings
            .Of(run.Evaluations)
            .Select(warning => $"{warning.Code}: no better than guessing: {warning.Where}");

    // The first run that says it is what the others are compared with.
    private static string? Arithmetic(Summary run, IReadOnlyList<Summary> all)
    {
        var first = all.Select(other => other.Arithmetic).OfType<Arithmetic>().FirstOrDefault();
        return first is null || run.Arithmetic is null ? null : run.Arithmetic.DifferenceFrom(first);
    }
}
