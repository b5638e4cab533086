using RoCL.Runs.Benchmarks;
using Tables;

namespace Benchmarks.SideBySide;

/// <summary>What was measured, as a Markdown table.</summary>
internal static class SideBySideTable
{
    /// <summary>
    /// A row for each contestant: median images in a second, the median of its rounds' ratios to
    /// each of the peers with the interval, and its memory.
    /// </summary>
    /// <param name="contestants">All that took part.</param>
    /// <param name="peers">Those that the others are compared with.</param>
    /// <param name="second">What counts as a second: of the clock, or of a processor.</param>
    public static string Of(
        IReadOnlyList<Contestant> contestants,
        IReadOnlyList<Contestant> peers,
        Func<MeasuredSteps, double> second
    )
    {
        var ratios = peers.Select(peer => $"of {peer.Name}");
        return FigureTable.Of(
            ["who", "images/s", .. ratios, "peak MiB"],
            contestants.Select(contestant => Row(contestant, peers, second))
        );
    }

    private static ImmutableArray<string> Row(
        Contestant contestant,
        IReadOnlyList<Contestant> peers,
        Func<MeasuredSteps, double> second
    )
    {
        var speed = PairedRatios.MedianOf(Speeds(contestant, second));
        var ratios = peers.Select(peer => Ratio(contestant, peer, second));
        return
        [
            contestant.Name,
            FormattableString.Invariant($"{speed:0.0}"),
            .. ratios,
            FormattableString.Invariant($"{contestant.Rounds[^1].PeakMiB:0}"),
        ];
    }

    private static string Ratio(Contestant contestant, Contestant peer, Func<MeasuredSteps, double> second)
    {
        if (ReferenceEquals(contestant, peer))
            return "1";
        var pairs = Speeds(contestant, second).Zip(Speeds(peer, second), (own, other) => own / other);
        return $"{PairedRatios.Of(pairs)}";
    }

    private static IEnumerable<double> Speeds(Contestant contestant, Func<MeasuredSteps, double> second) =>
        contestant.Rounds.Select(round => round.Images / second(round));
}
