using System.Globalization;
using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace RoCL.Runs.Results;

/// <summary>
/// The evaluations that were made after a run: a file for each in its folder <c>evaluations</c>,
/// named after the moment.
/// </summary>
public static class LaterEvaluations
{
    private const string Stamp = "yyyyMMdd-HHmmss-fff";

    /// <summary>Writes one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="summary">What was found.</param>
    /// <param name="now">The moment.</param>
    public static void Write(RunFolder run, Summary summary, DateTimeOffset now)
    {
        run.Files.CreateFolder(run.Evaluations);
        var name = now.ToString(Stamp, CultureInfo.InvariantCulture);
        AtomicFile.WriteJson(run.Files, Path.Combine(run.Evaluations, $"{name}.json"), summary);
    }

    /// <summary>
    /// All of them by their names, the oldest first; a file that is none is left out.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<(string Name, Summary Summary)> Of(RunFolder run) =>
        [
            .. run
                .LaterEvaluations.Select(file =>
                    (Name: Path.GetFileNameWithoutExtension(file), Summary: Read(run, file))
                )
                .Where(each => each.Summary is not null)
                .Select(each => (each.Name, each.Summary!)),
        ];

    private static Summary? Read(RunFolder run, string file)
    {
        try
        {
            var text = TextFile.ReadIfThere(run.Files, file);
            return text is null ? null : Json.Read<Summary>(text, Metric.MonitorsKey);
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }
}
