using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Reports.Progress;

/// <summary>
/// A bar for the stage that is going on; those of finished stages stay above it, as lines that move
/// no more.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Measures how long stages take.</param>
public sealed class ProgressBars(IAnsiConsole console, TimeProvider clock) : IProgressDisplay
{
    private readonly StagePace _pace = new(clock);
    private StageBar? _bar;
    private TimedLines? _lines;

    /// <inheritdoc/>
    public void Show(WorkProgress progress)
    {
        // What has no parts has no bar. Warnings are written meanwhile, which one would overwrite.
        if (progress.Total == 0)
        {
            _bar?.Finish();
            _bar = null;
            _lines ??= new(console.Profile.Out.Writer, clock);
            _lines.Show(progress);
            return;
        }

        _lines?.Dispose();
        _lines = null;
        if (_pace.Take(progress) || _bar is null)
        {
            _bar?.Finish();
            _bar = new StageBar(console, progress);
        }

        _bar.Show(progress, _pace.Left(progress));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines?.Dispose();
        _bar?.Dispose();
    }
}
