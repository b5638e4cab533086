using System.Text.Json;
using RoCL.Core.Guards;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Results;

/// <summary>
/// Reads and writes <c>failure.json</c>: the problems that ended a run; it is not there while the
/// run is tried again.
/// </summary>
/// <remarks>
/// Where it cannot be written, that is a warning: what is written matters more, and the person sees
/// it all the same.
/// </remarks>
public static class FailureFile
{
    /// <summary>Writes the problem that ended a run.</summary>
    public static void Write(RunFolder run, Problem problem, ErrorOutput errors) => Write(run, [problem], errors);

    /// <summary>Writes the problems that ended a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="problems">The problems, one at least.</param>
    /// <param name="errors">Where it is said that the file cannot be written.</param>
    public static void Write(RunFolder run, ImmutableArray<Problem> problems, ErrorOutput errors) =>
        Change(run, errors, () => AtomicFile.WriteJson(run.Files, run.Failure, NotedFailure.Of(problems)));

    /// <summary>Deletes the file: the run is tried again.</summary>
    public static void Delete(RunFolder run, ErrorOutput errors) =>
        Change(run, errors, () => run.Files.Delete(run.Failure));

    /// <summary>
    /// The problems that it holds; none where the run has not failed, or the file is damaged.
    /// </summary>
    public static ImmutableArray<Problem> Read(RunFolder run)
    {
        try
        {
            var text = TextFile.ReadIfThere(run.Files, run.Failure);
            return text is null ? [] : Json.Read<NotedFailure>(text).Problems;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return [];
        }
    }

    private static void Change(RunFolder run, ErrorOutput errors, Action change)
    {
        try
        {
            change();
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            errors.Warn($"{run.Failure} cannot be written: {DiskFault.What(fault)}. {DiskFault.Remedy(fault)}.");
        }
    }
}
