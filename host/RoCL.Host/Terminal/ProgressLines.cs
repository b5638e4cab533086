using System.Globalization;
using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>A plain line now and then, for logs and pipes.</summary>
internal sealed class ProgressLines(IAnsiConsole console, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public T Show<T>(Func<Action<WorkProgress>, T> work)
    {
        var (stage, begun, said, last) = ("", 0L, 0L, clock.GetTimestamp());
        return work(progress =>
        {
            // A stage began when the one before it was last heard of: its first part is done by its
            // first report.
            if (progress.Stage != stage)
                (stage, begun, said) = (progress.Stage, last, 0);
            last = clock.GetTimestamp();
            if (said != 0 && progress.Done < progress.Total && clock.GetElapsedTime(said) < Interval)
                return;
            said = clock.GetTimestamp();
            if (progress.Done > 0)
                console.WriteLine(Line(progress, clock.GetElapsedTime(begun)));
        });
    }

    private static string Line(WorkProgress progress, TimeSpan spent)
    {
        var left = spent * ((double)(progress.Total - progress.Done) / progress.Done);
        var parts = new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{progress.Stage, -12} {progress.Done}/{progress.Total}"),
            progress.Detail,
            progress.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0} images/s") : "",
            progress.Done < progress.Total
                ? string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:0} s left")
                : "",
        };
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }
}
