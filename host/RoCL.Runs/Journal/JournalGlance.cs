using System.Text;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Journal;

/// <summary>
/// What a person is shown of <c>metrics.jsonl</c>: its last line, and those that say more than
/// numbers of a step. Of a million lines only these few are parsed.
/// </summary>
/// <param name="Last">The last line that can be read; none before the first step.</param>
/// <param name="Noted">The lines of batches that were left out, and those with monitors.</param>
public sealed record JournalGlance(Metric? Last, IReadOnlyList<Metric> Noted)
{
    private const int BlockBytes = 1 << 20;
    private const int TailBytes = 1 << 16;

    /// <summary>Reads the file once.</summary>
    public static JournalGlance At(RunFolder run)
    {
        if (!run.Files.Exists(run.Metrics))
            return new(null, []);
        using var file = run.Files.Read(run.Metrics);
        var noted = new List<Metric>();
        var block = new byte[BlockBytes];
        var held = 0;
        Metric? last = null;
        for (var isEnd = false; !isEnd; )
        {
            if (held == block.Length)
                Array.Resize(ref block, 2 * block.Length);
            var read = file.Read(block, held, block.Length - held);
            isEnd = read == 0;
            var bytes = block.AsSpan(0, held + read);
            // A line without an end is being written, or was torn.
            var lines = bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
            last = LastIn(lines) ?? last;
            AddNoted(lines, noted);
            held = bytes.Length - lines.Length;
            bytes[lines.Length..].CopyTo(block);
        }

        return new(last, noted);
    }

    /// <summary>
    /// The last line that can be read among the last ones, without the others being read; none
    /// before the first step.
    /// </summary>
    /// <param name="run">The run.</param>
    public static Metric? LastOf(RunFolder run) => LastIn(TailOf(run));

    /// <summary>
    /// The last hundreds of lines that can be read, without the others being read; none before the
    /// first step.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<Metric> LastLinesOf(RunFolder run)
    {
        var lines = Encoding.UTF8.GetString(TailOf(run)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(Metric.Parse).OfType<Metric>()];
    }

    // The first of these lines may have lost its beginning, and cannot be read then.
    private static ReadOnlySpan<byte> TailOf(RunFolder run)
    {
        if (!run.Files.Exists(run.Metrics))
            return [];
        using var file = run.Files.Read(run.Metrics);
        file.Position = Math.Max(0, file.Length - TailBytes);
        var tail = new byte[TailBytes];
        var bytes = tail.AsSpan(0, file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false));
        return bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
    }

    private static Metric? LastIn(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var start = lines[..^1].LastIndexOf((byte)'\n') + 1;
            if (Parse(lines[start..]) is { } metric)
                return metric;
            lines = lines[..start];
        }

        return null;
    }

    // A block without the keys is passed over whole.
    private static void AddNoted(ReadOnlySpan<byte> lines, List<Metric> noted)
    {
        if (!IsNoted(lines))
            return;
        while (!lines.IsEmpty)
        {
            var line = lines[..(lines.IndexOf((byte)'\n') + 1)];
            if (IsNoted(line) && Parse(line) is { } metric)
                noted.Add(metric);
            lines = lines[line.Length..];
        }
    }

    private static bool IsNoted(ReadOnlySpan<byte> lines) =>
        lines.IndexOf("\"skipped\""u8) >= 0 || lines.IndexOf("\"monitor"u8) >= 0;

    private static Metric? Parse(ReadOnlySpan<byte> line) => Metric.Parse(Encoding.UTF8.GetString(line));
}
