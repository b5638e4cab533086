using System.Text.Json;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// Reads and writes <c>summary.json</c>; it is there once a run has finished, and not before.
/// </summary>
public static class SummaryFile
{
    /// <summary>Writes it whole.</summary>
    public static void Write(RunFolder run, Summary summary) => Json.Write(run.Summary, summary);

    /// <summary>
    /// Reads it; <see langword="null"/> when the run has not finished, or the file is no summary of
    /// one run.
    /// </summary>
    public static Summary? Read(RunFolder run)
    {
        try
        {
            if (!File.Exists(run.Summary))
                return null;
            return Json.Read<Summary>(File.ReadAllText(run.Summary));
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
