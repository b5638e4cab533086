using System.Globalization;
using RoCL.Runs.Benchmarks;

namespace Benchmarks.SideBySide;

/// <summary>What was measured, as a Markdown table.</summary>
internal static class SideBySideTable
{
    /// <summary>
    /// A row for each contestant: median images in a second, the median of its rounds' ratios to
    /// each of the peers with the interval, and its memory.
    /// </summary>
    /// <param name="contestants">All that took part.</param>
    /// <param name="peers">Those that the others are held against.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<Contestant> contestants, IReadOnlyList<Contestant> peers)
    {
        var columns = peers.Select(peer => $" of {peer.Name} |");
        yield return $"| who | images/s |{string.Concat(columns)} peak MiB |";
        yield return $"| --- | ---: |{string.Concat(peers.Select(_ => " ---: |"))} ---: |";
        foreach (var contestant in contestants)
        {
            var speed = PairedRatios.MedianOf(contestant.Rounds.Select(round => round.Speed));
            var ratios = peers.Select(peer => $" {Ratio(contestant, peer)} |");
            var peak = contestant.Rounds[^1].PeakMiB;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {contestant.Name} | {speed:0.0} |{string.Concat(ratios)} {peak:0} |"
            );
        }
    }

    private static string Ratio(Contestant contestant, Contestant peer)
    {
        if (ReferenceEquals(contestant, peer))
            return "1";
        return $"{PairedRatios.Of(contestant.Rounds.Zip(peer.Rounds, (own, other) => own.Speed / other.Speed))}";
    }
}
