using System.Security.Cryptography;
using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Journal;

/// <summary>
/// The open <c>metrics.jsonl</c> of a run: each step stands in it once, whatever happened.
/// </summary>
public sealed class Metrics : IDisposable
{
    private readonly IFiles _files;
    private readonly Stream _lines;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;

    /// <summary>Opens the file to go on at a step.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">
    /// The step. Lines of it and of later steps are dropped; of those before it, all that can be
    /// read stay as they are.
    /// </param>
    /// <param name="known">
    /// What was there when the checkpoint before the step was written; none where that is not
    /// known.
    /// </param>
    public Metrics(RunFolder run, long first, JournalMark? known = null)
    {
        _files = run.Files;
        var before = JournalBefore.Read(run, first, known);
        if (before.Damage is { NeedsRepair: true })
        {
            Aside = SetAside.FreeName(_files, run.Metrics + ".damaged");
            AtomicFile.Copy(_files, run.Metrics, Aside);
        }

        AtomicFile.Write(
            _files,
            run.Metrics,
            file =>
            {
                foreach (var line in before.Good)
                    file.Write(line.Text.Span);
            }
        );
        foreach (var line in before.Good)
            Count(line.Text.Span);
        Damage = before.Damage;
        FailedMonitors = [.. before.Good.SelectMany(line => line.FailedMonitors).Distinct()];
        MeasuredBefore =
        [
            .. before
                .Good.Where(line => !line.Measured.IsEmpty)
                .Select(line => new MeasuredAfter(line.Step, line.Measured)),
        ];
        SkippedInARow = before.Good.Reverse().TakeWhile(line => line.IsSkipped).Count();
        _lines = _files.Append(run.Metrics);
    }

    /// <summary>
    /// What was wrong with the file before it was opened; <see langword="null"/> where nothing was.
    /// </summary>
    public JournalDamage? Damage { get; }

    /// <summary>
    /// The copy of the file as it was; <see langword="null"/> where nothing in it was given up.
    /// </summary>
    public string? Aside { get; }

    /// <summary>What the file holds now.</summary>
    public JournalMark Mark => new(_count, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <summary>How many of the last steps left their batch out, one after the other.</summary>
    public int SkippedInARow { get; private set; }

    /// <summary>The monitors that failed after a step before those that are added.</summary>
    public ImmutableArray<string> FailedMonitors { get; }

    /// <summary>What monitors measured after steps before those that are added.</summary>
    public ImmutableArray<MeasuredAfter> MeasuredBefore { get; }

    /// <summary>
    /// The step after which a monitor found something wrong; <see langword="null"/> where none did.
    /// </summary>
    public static long? FindingIn(RunFolder run) =>
        JournalGlance.At(run).Noted.FirstOrDefault(metric => metric.Finding is not null)?.Step;

    /// <summary>Adds the line of a step.</summary>
    public void Add(StepResult result)
    {
        // In one write: only a failure tears a line.
        var line = Metric.Of(result).ToLine();
        _lines.Write(line);
        Count(line);
        SkippedInARow = result.Skipped is null ? 0 : SkippedInARow + 1;
    }

    /// <summary>
    /// Waits until all lines are on the disk itself; steps may be added meanwhile.
    /// </summary>
    public void Flush() => _files.Flush(_lines);

    /// <summary>
    /// The lines of a run that can be read, as they stand; there are none where the file is not
    /// there.
    /// </summary>
    public static IEnumerable<Metric> Read(RunFolder run)
    {
        if (!run.Files.Exists(run.Metrics))
            yield break;
        using var file = new StreamReader(run.Files.Read(run.Metrics));
        while (file.ReadLine() is { } line)
        {
            if (Metric.Parse(line) is { } metric)
                yield return metric;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _hash.Dispose();
    }

    private void Count(ReadOnlySpan<byte> line)
    {
        _hash.AppendData(line);
        _count++;
    }
}
