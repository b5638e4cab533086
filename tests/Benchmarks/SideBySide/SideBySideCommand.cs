using Tables.Peers;

namespace Benchmarks.SideBySide;

/// <summary>
/// Measures one set of options, and prints what came out; and works as a contestant of ours.
/// </summary>
internal static class SideBySideCommand
{
    /// <summary>The first argument that asks for the measurement.</summary>
    public const string Name = "side-by-side";

    /// <summary>The first argument of a process that is a contestant of ours.</summary>
    public const string Own = "own-contestant";

    /// <summary>Measures, and prints the table.</summary>
    /// <param name="arguments">Those behind the name.</param>
    public static int Run(IReadOnlyList<string> arguments) =>
        SideBySideOptions.Run(arguments, asked => Print(asked, string.Join(' ', arguments)));

    /// <summary>Works as a contestant of ours, until nobody asks any more.</summary>
    /// <param name="arguments">Those behind the name.</param>
    public static int RunOwn(IReadOnlyList<string> arguments) =>
        SideBySideOptions.Run(
            arguments,
            asked => OwnContestant.Run(asked.Work, asked.Settings[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );

    private static int Print(SideBySideOptions asked, string options)
    {
        var held = new SideBySideContest(asked).Measured(options);
        var contest = held.Contest;
        if (contest.Contestants.IsEmpty)
            return 1;
        var peers = contest.Contestants.Select(contestant => contestant.Name).Intersect(asked.Variants).ToList();
        if (peers.Count == 0)
            Console.WriteLine("PyTorch is missing, so only RoCL.Plugins is measured; --peer names its command.");
        Console.WriteLine(Described(asked, held.Peer));
        Console.WriteLine();
        Console.Write(PeerText.Of(contest, peers, MeasuredTime.Clock));
        Console.WriteLine("\nIn processor time:\n");
        Console.Write(PeerText.Of(contest, peers, MeasuredTime.Processor));
        return 0;
    }

    private static string Described(SideBySideOptions asked, string peer)
    {
        var work = asked.Work;
        return $"{work.Kind}: {work.Encoder}, {work.Shape}, batch {work.Batch}, {work.Iterations} iterations, "
            + $"{work.Threads} threads; {asked.Rounds} rounds of {asked.Steps} steps; {peer}; images are not augmented";
    }
}
