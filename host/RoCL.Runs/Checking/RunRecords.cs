using System.Text.Json;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recovery;
using RoCL.Runs.Results;

namespace RoCL.Runs.Checking;

/// <summary>
/// Whether what a run has written down besides its checkpoints can be read, and is what was
/// written.
/// </summary>
/// <param name="run">The run.</param>
public sealed class RunRecords(RunFolder run)
{
    /// <summary>
    /// What <c>metrics.jsonl</c> lacks that the run went on without; empty where it lacks nothing.
    /// </summary>
    public ImmutableArray<StepSpan> KnownGaps =>
        Newest() is { Journal: { } known } newest && known.Lines < newest.Next
            ? StepSpan.Missing(JournalBefore.Read(run, newest.Next, known).Good.Select(line => line.Step), newest.Next)
            : [];

    /// <summary>
    /// ROCL0262: nothing says what a run was made with, though it was trained, so that an edited
    /// recipe or other data cannot be seen; <see langword="null"/> where something does.
    /// </summary>
    /// <param name="run">The run.</param>
    public static Problem? Silence(RunFolder run) =>
        RunRecord
            .In(run)
            .Match(
                records => records.IsEmpty && CheckpointStore.TrainedSteps(run) > 0 ? RunRecord.Silent(run) : null,
                problems => problems[0]
            );

    /// <summary>
    /// ROCL0619 for each record that is damaged, ROCL0606 where the history of going back is, and
    /// ROCL0262 where plugins are not known.
    /// </summary>
    public IEnumerable<Problem> Problems()
    {
        if (Newest() is { } newest && JournalBefore.Read(run, newest.Next, newest.Journal).Damage is { } damage)
            yield return damage.In(run);

        if (Silence(run) is { } silence)
            yield return silence;
        foreach (var problem in GoneBackFile.Read(run).Problems)
            yield return problem;
        foreach (var problem in WorkerDeaths.Read(run).Problems)
            yield return problem;

        Problem?[] others =
        [
            Damage<NotedFailure>(run.Failure, "`rocl run` tries the run again"),
            Damage<Summary>(run.Summary, "`rocl run` makes it again from the last checkpoint"),
            .. run.LaterEvaluations.Select(path => Damage<Summary>(path, "`rocl evaluate` measures again")),
        ];
        foreach (var problem in others.OfType<Problem>())
            yield return problem;
    }

    private CheckpointState? Newest()
    {
        foreach (var folder in CheckpointStore.In(run))
        {
            try
            {
                return CheckpointFolder.StateOf(run.Files, folder);
            }
            catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
            {
                // The checkpoint's own problem; the one before it says what it knows.
            }
        }

        return null;
    }

    private Problem? Damage<T>(string path, string remedy)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, path) is { } text)
                _ = Json.Read<T>(text, Metric.MonitorsKey);
            return null;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return new(
                JournalDamage.Code,
                path,
                $"The file is damaged: {fault.Message.TrimEnd('.')}.",
                $"Restore it from a copy, or delete it: {remedy}."
            );
        }
    }
}
