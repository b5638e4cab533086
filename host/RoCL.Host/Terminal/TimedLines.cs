using System.Globalization;
using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>
/// Lines of some work: the first and the last of each stage, and one every five seconds.
/// </summary>
internal sealed class TimedLines(IAnsiConsole console, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string _stage = "";
    private long _stageBegan;
    private long _lastReport = clock.GetTimestamp();
    private long? _lastLine;

    /// <inheritdoc/>
    public void Show(WorkProgress progress)
    {
        if (progress.Stage != _stage)
            BeginStage(progress.Stage);
        _lastReport = clock.GetTimestamp();

        var isTooSoon = _lastLine is { } before && clock.GetElapsedTime(before) < Interval;
        if (isTooSoon && progress.Done < progress.Total)
            return;
        _lastLine = clock.GetTimestamp();
        if (progress.Done > 0)
            console.WriteLine(Line(progress, clock.GetElapsedTime(_stageBegan)));
    }

    /// <inheritdoc/>
    public void Dispose() { }

    // It began when the stage before it was heard of last: its first report says that its first
    // part is done.
    private void BeginStage(string stage)
    {
        _stage = stage;
        _stageBegan = _lastReport;
        _lastLine = null;
    }

    private static string Line(WorkProgress progress, TimeSpan spent)
    {
        var left = spent * ((double)(progress.Total - progress.Done) / progress.Done);
        string[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{progress.Stage, -12} {progress.Done}/{progress.Total}"),
            progress.Detail,
            progress.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0} images/s") : "",
            progress.Done < progress.Total
                ? string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:0} s left")
                : "",
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }
}
