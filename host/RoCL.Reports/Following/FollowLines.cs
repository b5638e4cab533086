using System.Globalization;
using RoCL.Plugins.Checking;
using Spectre.Console;

namespace RoCL.Reports.Following;

/// <summary>
/// Lines of runs for logs and pipes: one at each change of state, and one every ten seconds in
/// which a step was taken.
/// </summary>
/// <param name="console">Where they are written.</param>
/// <param name="clock">Says when one is due.</param>
internal sealed class FollowLines(IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Written> _written = [];

    /// <summary>Writes a line, where one is due.</summary>
    /// <param name="run">The run.</param>
    /// <param name="left">
    /// The time that its training still takes; empty where it is not known.
    /// </param>
    public void Write(FollowedRun run, string left)
    {
        var before = _written.GetValueOrDefault(run.Name);
        if (before is not null && !IsDue(before, run))
            return;
        _written[run.Name] = new(run, clock.GetTimestamp());
        PlainColumns.Line(console, Line(run, left));
    }

    private bool IsDue(Written before, FollowedRun run) =>
        before.Run.State != run.State || (before.Run != run && clock.GetElapsedTime(before.Moment) >= Interval);

    private static string Line(FollowedRun run, string left)
    {
        string[] parts =
        [
            $"{run.Name}: {run.State}",
            run.Steps == 0 ? "" : $"{run.Position} steps",
            run.Loss is { } loss ? string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.000}") : "",
            left.Length == 0 ? "" : $"{left} left",
            run.Numbers,
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private sealed record Written(FollowedRun Run, long Moment);
}
