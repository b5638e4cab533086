namespace RoCL.Runs.Journal;

/// <summary>
/// What <c>metrics.jsonl</c> held when a checkpoint was written: whoever goes on from the
/// checkpoint knows whether it still does.
/// </summary>
/// <param name="Lines">How many lines.</param>
/// <param name="Sha256">
/// Of their bytes: <c>head -n LINES metrics.jsonl | sha256sum</c> prints the same.
/// </param>
public sealed record JournalMark(long Lines, string Sha256);
