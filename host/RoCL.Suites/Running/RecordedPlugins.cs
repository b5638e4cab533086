using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checking;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;

namespace RoCL.Suites.Running;

/// <summary>The plugins that a run has recorded, held against those at hand.</summary>
/// <param name="errors">Where the person is warned.</param>
internal sealed class RecordedPlugins(ErrorOutput errors)
{
    /// <summary>
    /// What changes with the plugins at hand; <see langword="null"/> where nothing does.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="allowChange">Whether it may go on with others.</param>
    /// <param name="differences">From the recorded plugins to those that are others now.</param>
    /// <returns>
    /// ROCL0260 the plugins are others, and that is not allowed; ROCL0262 the record says nothing.
    /// </returns>
    public Result<PluginChange?> Compare(
        RunFolder run,
        bool allowChange,
        Func<ImmutableArray<PluginRecord>, ImmutableArray<PluginDifference>> differences
    )
    {
        var read = RunRecord.In(run);
        if (read is not Result<ImmutableArray<RunRecord>>.Ok { Value: var records })
            return allowChange ? NoChange : read.Problems;
        if (records.IsEmpty)
            return !allowChange && RunRecords.Silence(run) is { } silence ? silence : NoChange;

        WarnOfAnotherHost(run, records[^1]);
        var found = differences(records[^1].Plugins!.Value);
        if (found.IsEmpty)
            return NoChange;
        return allowChange
            ? new PluginChange(CheckpointStore.TrainedSteps(run), found)
            : PluginDifference.NotAllowed(run.Root, "run", found);
    }

    private static Result<PluginChange?> NoChange => new Result<PluginChange?>.Ok(null);

    private void WarnOfAnotherHost(RunFolder run, RunRecord last)
    {
        if (last.Host is null || RunState.Of(run) is RunState.Finished)
            return;
        if (RunRecord.Here.HostSince(last) is { } host)
            errors.Warn($"ROCL0263 {run.Root}: The run goes on with another build of the host: {host}.");
    }
}
