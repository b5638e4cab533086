using RoCL.Runs.Folders;

namespace RoCL.Runs.Provenance;

/// <summary>
/// The run from which another one goes on, as <c>environment.json</c> of the later one has it.
/// </summary>
/// <param name="Path">The folder of the earlier run, written whole.</param>
/// <param name="Step">How many steps the checkpoint is after.</param>
/// <param name="Weights">
/// SHA-256 over all weights and statistics of the checkpoint, as in <c>summary.json</c>.
/// </param>
public sealed record ParentRecord(string Path, long Step, string Weights)
{
    private const int ShownDigits = 8;

    /// <summary>
    /// The parent of a run; <see langword="null"/> where its training began at its own first step.
    /// </summary>
    /// <param name="run">The run.</param>
    public static ParentRecord? In(RunFolder run) =>
        RunRecord
            .In(run)
            .Match(records => records.LastOrDefault(record => record.Parent is not null)?.Parent, _ => null);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Path} after step {Step}, weights {Weights[..Math.Min(ShownDigits, Weights.Length)]}";
}
