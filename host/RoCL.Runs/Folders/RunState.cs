using System.Text.Json;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Folders;

/// <summary>How far a run has come, from its files alone.</summary>
public abstract record RunState
{
    private RunState() { }

    /// <summary>It came to its end.</summary>
    public sealed record Finished(Summary Summary) : RunState;

    /// <summary>It failed, and was not begun again.</summary>
    public sealed record Failed(Problem Problem) : RunState;

    /// <summary>It has begun, or was stopped.</summary>
    public sealed record Begun : RunState;

    /// <summary>It has not begun.</summary>
    public sealed record Waiting : RunState;

    /// <summary>The state of the run in a folder.</summary>
    public static RunState Of(RunFolder run) =>
        SummaryFile.Read(run) is { } summary ? new Finished(summary)
        : Failure(run) is { } problem ? new Failed(problem)
        : RunFolder.Is(run.Root) ? new Begun()
        : new Waiting();

    /// <summary>How many steps its newest checkpoint has.</summary>
    public static long Trained(RunFolder run) =>
        new CheckpointStore(run, _ => { }).All().Select(CheckpointStore.StepOf).FirstOrDefault();

    /// <summary>
    /// The tries that failed on the way to its newest checkpoint; <see langword="null"/> where none
    /// did, or it cannot be read.
    /// </summary>
    public static RetryHistory? Retries(RunFolder run)
    {
        try
        {
            return new CheckpointStore(run, _ => { }).All().FirstOrDefault() is { } newest
                ? CheckpointFolder.StateOf(new DiskFiles(), newest).Retries
                : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Notes that a run failed, or with <see langword="null"/> that it is tried again. Where that
    /// cannot be written, the person is told.
    /// </summary>
    public static void Note(RunFolder run, Problem? problem, ErrorOutput errors)
    {
        try
        {
            if (problem is null)
                File.Delete(run.Failure);
            else
                Json.Write(run.Failure, problem);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Warn($"{run.Failure} cannot be written: {fault.Message}");
        }
    }

    /// <summary>Why a run failed, as it was noted.</summary>
    public static Problem? Failure(RunFolder run)
    {
        try
        {
            return File.Exists(run.Failure) ? Json.Read<Problem>(File.ReadAllText(run.Failure)) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
