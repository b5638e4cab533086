using Tables;
using Tables.Peers;

namespace Benchmarks.SideBySide;

/// <summary>
/// Measures the peers in PyTorch and ours in turns, a round of each after the other, on the same
/// cores.
/// </summary>
/// <param name="asked">What they do, and who takes part.</param>
internal sealed class SideBySideContest(SideBySideOptions asked)
{
    private static readonly string OwnProgram = Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "Benchmarks.exe" : "Benchmarks"
    );

    /// <summary>
    /// Measures. Who cannot take part is named on the console, and the others are measured.
    /// </summary>
    /// <param name="options">What was asked for, as a text.</param>
    public HeldContest Measured(string options)
    {
        var contestants = new List<Contestant>();
        try
        {
            foreach (var (name, command) in Peers().Concat(OwnOnes()))
            {
                var contestant = Contestant.Start(name, command);
                contestants.Add(contestant);
                if (contestant.Missing is { } why)
                    Console.WriteLine($"'{name}' does not take part: {why}");
            }

            var present = contestants.Where(contestant => contestant.Missing is null).ToList();
            for (var round = 0; round < asked.Rounds; round++)
                present.ForEach(contestant => contestant.Take(asked.Steps));
            var measured = present.Select(each => new MeasuredContestant(each.Name, [.. each.Rounds]));
            return new(new(OptionLines.Of(options), [.. measured]), present.FirstOrDefault()?.Ready ?? "nobody");
        }
        finally
        {
            contestants.ForEach(contestant => contestant.Dispose());
        }
    }

    private IEnumerable<KeyValuePair<string, ImmutableArray<string>>> Peers()
    {
        if (asked.Peer.Count == 0)
            return [];
        var work = asked.Work;
        return asked.Variants.Select(variant =>
            KeyValuePair.Create<string, ImmutableArray<string>>(
                variant,
                [.. asked.Peer, work.Kind, variant, .. work.Arguments]
            )
        );
    }

    private IEnumerable<KeyValuePair<string, ImmutableArray<string>>> OwnOnes()
    {
        var work = asked.Work;
        return asked.Settings.Select(settings =>
            KeyValuePair.Create<string, ImmutableArray<string>>(
                settings.Length == 0 ? "rocl" : $"rocl {settings}",
                [OwnProgram, SideBySideCommand.Own, work.Kind, .. work.Arguments, "--set", settings]
            )
        );
    }
}

/// <summary>A contest, and what it was held on.</summary>
/// <param name="Contest">What was measured.</param>
/// <param name="Peer">What the peers run on, such as the version of PyTorch.</param>
internal sealed record HeldContest(Contest Contest, string Peer);
