using RoCL.Runs.Folders;

namespace RoCL.Runs.Journal;

/// <summary>What is wrong with the lines of <c>metrics.jsonl</c> before a step.</summary>
/// <param name="Unreadable">The lines that are none, by their number from 1.</param>
/// <param name="Doubled">The steps that stand there more than once; the first line counts.</param>
/// <param name="OutOfPlace">The steps that stand after a later one.</param>
/// <param name="Missing">The steps that do not stand there.</param>
/// <param name="IsOther">
/// Whether what is left is not what was there when the checkpoint was written.
/// </param>
public sealed record JournalDamage(
    ImmutableArray<StepSpan> Unreadable,
    ImmutableArray<StepSpan> Doubled,
    ImmutableArray<StepSpan> OutOfPlace,
    ImmutableArray<StepSpan> Missing,
    bool IsOther
)
{
    /// <summary>The code of a record of a run that is damaged.</summary>
    public const string Code = "ROCL0619";

    /// <summary>Whether a line has to go, or another place.</summary>
    public bool NeedsRepair => !(Unreadable.IsEmpty && Doubled.IsEmpty && OutOfPlace.IsEmpty);

    /// <summary>ROCL0619, with every line and step.</summary>
    public Problem In(RunFolder run) =>
        new(
            Code,
            run.Metrics,
            $"The record of steps is damaged: {string.Join("; ", Parts())}.",
            "Restore the file from a copy where there is one; neither weights nor results follow from it."
        );

    private IEnumerable<string> Parts()
    {
        if (!Unreadable.IsEmpty)
            yield return $"{StepSpan.Text("line", Unreadable)} cannot be read";
        if (!Doubled.IsEmpty)
            yield return $"{StepSpan.Text("step", Doubled)} {Verb(Doubled, "stands", "stand")} there more than once";
        if (!OutOfPlace.IsEmpty)
            yield return $"{StepSpan.Text("step", OutOfPlace)} {Verb(OutOfPlace, "stands", "stand")} after later ones";
        if (!Missing.IsEmpty)
            yield return $"{StepSpan.Text("step", Missing)} {Verb(Missing, "is", "are")} missing";
        if (IsOther)
            yield return "the lines are not those that were there when the checkpoint was written";
    }

    private static string Verb(ImmutableArray<StepSpan> spans, string one, string several) =>
        spans.Sum(span => span.Count) == 1 ? one : several;
}
