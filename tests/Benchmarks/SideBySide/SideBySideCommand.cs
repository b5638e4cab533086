namespace Benchmarks.SideBySide;

/// <summary>
/// Measures the peers in PyTorch and ours in turns, a round of each after the other, on the same
/// cores.
/// </summary>
internal static class SideBySideCommand
{
    /// <summary>The first argument that asks for the measurement.</summary>
    public const string Name = "side-by-side";

    /// <summary>The first argument of a process that is a contestant of ours.</summary>
    public const string Own = "own-contestant";

    private static string OwnProgram =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Benchmarks.exe" : "Benchmarks");

    /// <summary>Measures, and prints the table.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var asked = new SideBySideOptions(arguments);
        var peers = Peers(asked);
        var contestants = peers.Concat(OwnOnes(asked)).ToList();
        try
        {
            Console.WriteLine(Described(asked, peers));
            foreach (var absent in contestants.Where(contestant => contestant.Missing is not null))
                Console.WriteLine($"'{absent.Name}' does not take part: {absent.Missing}");
            peers.RemoveAll(peer => peer.Missing is not null);
            contestants.RemoveAll(contestant => contestant.Missing is not null);
            if (peers.Count == 0)
                Console.WriteLine("PyTorch is missing, so only RoCL.Plugins is measured; --peer names its command.");

            foreach (var contestant in Enumerable.Repeat(contestants, asked.Rounds).SelectMany(round => round))
                contestant.Take(asked.Steps);
            Console.WriteLine();
            Console.Write(SideBySideTable.Of(contestants, peers, round => round.Seconds));
            // What other processes do meanwhile hardly shows in it.
            Console.WriteLine("\nIn processor time:\n");
            Console.Write(SideBySideTable.Of(contestants, peers, round => round.ProcessorSeconds));
            return 0;
        }
        finally
        {
            foreach (var contestant in contestants)
                contestant.Dispose();
        }
    }

    /// <summary>Works as a contestant of ours, until nobody asks any more.</summary>
    public static int RunOwn(IReadOnlyList<string> arguments)
    {
        var asked = new SideBySideOptions(arguments);
        var settings = asked.Settings[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return OwnContestant.Run(asked.Work, settings);
    }

    private static List<Contestant> Peers(SideBySideOptions asked)
    {
        if (asked.Peer.Count == 0)
            return [];
        var work = asked.Work;
        return
        [
            .. asked.Variants.Select(variant =>
                Contestant.Start(variant, [.. asked.Peer, work.Kind, variant, .. work.Arguments])
            ),
        ];
    }

    private static IEnumerable<Contestant> OwnOnes(SideBySideOptions asked)
    {
        var work = asked.Work;
        return asked.Settings.Select(settings =>
            Contestant.Start(
                settings.Length == 0 ? "rocl" : $"rocl {settings}",
                [OwnProgram, Own, work.Kind, .. work.Arguments, "--set", settings]
            )
        );
    }

    private static string Described(SideBySideOptions asked, IReadOnlyList<Contestant> peers)
    {
        var work = asked.Work;
        var peer = peers.Select(each => each.Ready).FirstOrDefault(ready => ready.Length > 0) ?? "no PyTorch";
        return $"{work.Kind}: {work.Encoder}, {work.Shape}, batch {work.Batch}, {work.Iterations} iterations, "
            + $"{work.Threads} threads; {asked.Rounds} rounds of {asked.Steps} steps; {peer}; images are not augmented";
    }
}
