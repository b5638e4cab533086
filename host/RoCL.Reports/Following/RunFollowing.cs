using RoCL.Reports.Results;
using RoCL.Runs.Folders;
using Spectre.Console;

namespace RoCL.Reports.Following;

/// <summary>
/// Runs as they go on, from their folders alone: over ssh, of a cluster's jobs, and of runs that
/// another program makes.
/// </summary>
/// <param name="console">
/// Where they are shown: one table that changes on a terminal, a line for each change elsewhere.
/// </param>
/// <param name="clock">Says how fast they go.</param>
public sealed class RunFollowing(IAnsiConsole console, TimeProvider clock)
{
    private readonly Dictionary<string, FollowPace> _paces = [];
    private ImmutableArray<FollowedRun> _seen = [];

    /// <summary>Shows runs until all have finished or failed.</summary>
    /// <param name="runs">Which they are at the moment.</param>
    /// <param name="wait">Waits until the next look; whether there is one.</param>
    /// <returns>Whether all have ended; otherwise there was no further look.</returns>
    public bool Follow(Func<IReadOnlyList<RunFolder>> runs, Func<bool> wait)
    {
        var isTable = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
        return isTable ? FollowInTable(runs, wait) : FollowInLines(runs, wait);
    }

    private bool FollowInTable(Func<IReadOnlyList<RunFolder>> runs, Func<bool> wait)
    {
        Look(runs());
        return console
            .Live(FollowTable.Of(_seen, _paces))
            .Overflow(VerticalOverflow.Ellipsis)
            .Start(live =>
            {
                live.Refresh();
                while (!HaveEnded)
                {
                    if (!wait())
                        return false;
                    Look(runs());
                    live.UpdateTarget(FollowTable.Of(_seen, _paces));
                }

                return true;
            });
    }

    private bool FollowInLines(Func<IReadOnlyList<RunFolder>> runs, Func<bool> wait)
    {
        var lines = new FollowLines(console, clock);
        while (true)
        {
            Look(runs());
            foreach (var run in _seen)
                lines.Write(run, _paces[run.Name].Left(run));
            if (HaveEnded)
                return true;
            if (!wait())
                return false;
        }
    }

    private bool HaveEnded => !_seen.IsEmpty && _seen.All(run => run.HasEnded);

    // A file that cannot be read for a moment leaves the run as it was seen before.
    private void Look(IReadOnlyList<RunFolder> runs)
    {
        var names = RunNames.Of([.. runs]);
        var before = _seen.ToDictionary(run => run.Name);
        _seen =
        [
            .. runs.Select((run, i) => FollowedRun.Of(run, names[i]) ?? before.GetValueOrDefault(names[i]))
                .OfType<FollowedRun>(),
        ];
        foreach (var run in _seen)
        {
            _paces.TryAdd(run.Name, new(clock));
            _paces[run.Name].See(run);
        }
    }
}
