using RoCL.Core.Training;

namespace RoCL.Runs.Journal;

/// <summary>A line of <c>metrics.jsonl</c> that could be read.</summary>
/// <param name="Number">Where it stands in the file, from 1.</param>
/// <param name="Step">The step that it is of.</param>
/// <param name="IsSkipped">Whether the step left its batch out.</param>
/// <param name="FailedMonitors">The monitors that failed after the step.</param>
/// <param name="Measured">What monitors measured after the step.</param>
/// <param name="Text">Its bytes, the end included.</param>
internal sealed record JournalLine(
    long Number,
    long Step,
    bool IsSkipped,
    ImmutableArray<string> FailedMonitors,
    ImmutableArray<MeasuredValues> Measured,
    ReadOnlyMemory<byte> Text
);
