using System.Security.Cryptography;
using System.Text;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Journal;

/// <summary>
/// The lines of <c>metrics.jsonl</c> before a step: each step once and in order, as many as can be
/// read.
/// </summary>
public sealed class JournalBefore
{
    private JournalBefore(IReadOnlyList<JournalLine> good, JournalMark mark, JournalDamage? damage)
    {
        Good = good;
        Mark = mark;
        Damage = damage;
    }

    /// <summary>The lines, by their steps.</summary>
    internal IReadOnlyList<JournalLine> Good { get; }

    /// <summary>Their number and hash.</summary>
    public JournalMark Mark { get; }

    /// <summary>
    /// What is wrong with the file; <see langword="null"/> where nothing is that the checkpoint
    /// does not know of.
    /// </summary>
    public JournalDamage? Damage { get; }

    /// <summary>Reads the lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">The step; lines of it and of later steps do not matter.</param>
    /// <param name="known">
    /// What was there when the checkpoint before the step was written; none where an older version
    /// wrote it.
    /// </param>
    public static JournalBefore Read(RunFolder run, long first, JournalMark? known)
    {
        var unreadable = new List<long>();
        var doubled = new SortedSet<long>();
        var displaced = new SortedSet<long>();
        var good = new Dictionary<long, JournalLine>();
        var latest = -1L;
        foreach (var (number, text) in LinesOf(run))
        {
            if (Read(number, text) is not { } line)
            {
                unreadable.Add(number);
                continue;
            }

            if (line.Step >= first)
                continue;
            if (!good.TryAdd(line.Step, line))
                doubled.Add(line.Step);
            else if (line.Step < latest)
                displaced.Add(line.Step);
            latest = Math.Max(latest, line.Step);
        }

        var lines = good.Values.OrderBy(line => line.Step).ToList();
        var mark = MarkOf(lines);
        var isLess = known is null || mark.Lines < known.Lines;
        var missing = isLess ? StepSpan.Missing(lines.Select(line => line.Step), first) : [];
        // What follows the last step is what a killed process left.
        var isLastMissing = !missing.IsEmpty && missing[^1].Last == first - 1;
        var end = isLastMissing ? long.MaxValue : lines.Select(line => line.Number).DefaultIfEmpty(0).Max();
        var damage = new JournalDamage(
            StepSpan.Of(unreadable.Where(number => number < end)),
            StepSpan.Of(doubled),
            StepSpan.Of(displaced),
            missing,
            known is not null && known.Lines == mark.Lines && known != mark
        );
        var isDamaged = damage.NeedsRepair || !damage.Missing.IsEmpty || damage.IsOther;
        return new(lines, mark, isDamaged ? damage : null);
    }

    private static JournalMark MarkOf(List<JournalLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(line.Text.Span);
        return new(lines.Count, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    private static IEnumerable<(long Number, string Text)> LinesOf(RunFolder run)
    {
        if (!run.Files.Exists(run.Metrics))
            yield break;
        using var file = new StreamReader(run.Files.Read(run.Metrics));
        for (var number = 1L; file.ReadLine() is { } text; number++)
            yield return (number, text);
    }

    private static JournalLine? Read(long number, string text)
    {
        if (Metric.Parse(text) is not { Step: >= 0 } metric)
            return null;
        return new(
            number,
            metric.Step,
            metric.Skipped == true,
            [.. metric.MonitorFaults?.Keys ?? []],
            metric.Measured,
            Encoding.UTF8.GetBytes(text + "\n")
        );
    }
}
