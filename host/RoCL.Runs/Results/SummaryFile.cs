using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace RoCL.Runs.Results;

/// <summary>
/// Reads and writes <c>summary.json</c>; it is there once a run has finished, and not before.
/// </summary>
public static class SummaryFile
{
    /// <summary>Writes the summary of a run that has finished.</summary>
    public static void Write(RunFolder run, Summary summary) => AtomicFile.WriteJson(run.Files, run.Summary, summary);

    /// <summary>
    /// Reads it; <see langword="null"/> when the run has not finished, or the file is not the
    /// summary of a run.
    /// </summary>
    public static Summary? Read(RunFolder run)
    {
        try
        {
            var text = TextFile.ReadIfThere(run.Files, run.Summary);
            return text is null ? null : Json.Read<Summary>(text, Metric.MonitorsKey);
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }
}
