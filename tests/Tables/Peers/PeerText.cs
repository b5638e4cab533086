using System.Globalization;
using RoCL.Runs.Benchmarks;

namespace Tables.Peers;

/// <summary>What was measured side by side, as a table in Markdown.</summary>
internal static class PeerText
{
    private const string Ours = "rocl";

    /// <summary>The table of a page.</summary>
    /// <param name="table">What it shows.</param>
    /// <param name="kept">What it shows it of.</param>
    public static string Of(PeerTable table, KeptPeers kept) =>
        table.Rows is [var only] ? Of(kept.Of(table, only), table.Of, table.Time) : OfSeveral(table, kept);

    /// <summary>
    /// A row for each contestant: median images in a second, the median of its rounds' ratios to
    /// each of some peers with the interval, and its memory.
    /// </summary>
    /// <param name="contest">What was measured.</param>
    /// <param name="peers">Those that the others are compared with.</param>
    /// <param name="time">What counts as a second.</param>
    public static string Of(Contest contest, IReadOnlyList<string> peers, MeasuredTime time)
    {
        var second = time == MeasuredTime.Clock ? "images/s" : "images/s of a processor";
        return FigureTable.Of(
            ["who", second, .. peers.Select(peer => $"of {peer}"), "peak MiB"],
            contest.Contestants.Select(contestant => Row(contestant, contest, peers, time))
        );
    }

    // A row for each work: everybody's images in a second, and our ratio to the peers.
    private static string OfSeveral(PeerTable table, KeptPeers kept)
    {
        var contests = table.Rows.Select(row => kept.Of(table, row)).ToList();
        var names = contests[0].Contestants.Select(contestant => contestant.Name).ToList();
        return FigureTable.Of(
            ["work", .. names, .. table.Of.Select(peer => $"{Ours} of {peer}")],
            table.Rows.Zip(
                contests,
                (row, contest) =>
                    ImmutableArray.Create([
                        $"`{row}`",
                        .. names.Select(name => Text(Speed(contest[name], table.Time), "0.0")),
                        .. table.Of.Select(peer => Ratio(contest[Ours], contest[peer], table.Time)),
                    ])
            )
        );
    }

    private static ImmutableArray<string> Row(
        MeasuredContestant contestant,
        Contest contest,
        IReadOnlyList<string> peers,
        MeasuredTime time
    ) =>
        [
            contestant.Name,
            Text(Speed(contestant, time), "0.0"),
            .. peers.Select(peer => Ratio(contestant, contest[peer], time)),
            Text(contestant.Rounds[^1].PeakMiB, "0"),
        ];

    private static string Ratio(MeasuredContestant contestant, MeasuredContestant peer, MeasuredTime time)
    {
        if (contestant == peer)
            return "1";
        var pairs = contestant.Rounds.Zip(peer.Rounds, (own, other) => own.Speed(time) / other.Speed(time));
        return $"{PairedRatios.Of(pairs)}";
    }

    private static double Speed(MeasuredContestant contestant, MeasuredTime time) =>
        PairedRatios.MedianOf(contestant.Rounds.Select(round => round.Speed(time)));

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
