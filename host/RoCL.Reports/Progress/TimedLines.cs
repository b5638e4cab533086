using System.Globalization;
using RoCL.Runs.Progress;

namespace RoCL.Reports.Progress;

/// <summary>
/// Lines of some work, for logs and pipes: the first and the last of each stage, one every five
/// seconds where parts are finished, and one after two seconds and every ten where none is.
/// </summary>
public sealed class TimedLines : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly TextWriter _output;
    private readonly TimeProvider _clock;
    private readonly StagePace _pace;
    private readonly ITimer _silence;
    private readonly Lock _writing = new();

    private WorkProgress? _last;
    private long? _lastLine;

    /// <summary>Begins to listen.</summary>
    /// <param name="output">Where lines go.</param>
    /// <param name="clock">Says when one is due.</param>
    public TimedLines(TextWriter output, TimeProvider clock)
    {
        _output = output;
        _clock = clock;
        _pace = new(clock);
        _silence = clock.CreateTimer(_ => BreakSilence(), null, LongestSilence, LongestSilence);
    }

    /// <inheritdoc/>
    public void Show(WorkProgress progress)
    {
        lock (_writing)
        {
            _last = progress;
            if (_pace.Take(progress))
            {
                _lastLine = null;
                _silence.Change(FirstSilence, LongestSilence);
            }

            var isTooSoon = _lastLine is { } before && _clock.GetElapsedTime(before) < Interval;
            if (progress.Done > 0 && (!isTooSoon || progress.Done >= progress.Total))
                Write(Line(progress, _pace.Left(progress)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _silence.Dispose();

    // Says where the work is that has finished no part since the last line.
    private void BreakSilence()
    {
        lock (_writing)
        {
            if (_last is { } progress)
                Write($"{Line(progress, _pace.Left(progress))}  {Seconds(_pace.Spent)} s so far");
        }
    }

    private void Write(string line)
    {
        _output.WriteLine(line);
        _lastLine = _clock.GetTimestamp();
        _silence.Change(LongestSilence, LongestSilence);
    }

    private static string Line(WorkProgress progress, TimeSpan? left)
    {
        string[] parts =
        [
            progress.Total > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{progress.Stage, -12} {progress.Done}/{progress.Total}")
                : progress.Stage,
            progress.Detail,
            progress.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0} images/s") : "",
            left is { } time && progress.Done < progress.Total ? $"{Seconds(time)} s left" : "",
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
