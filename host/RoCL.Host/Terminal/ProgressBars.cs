using System.Globalization;
using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>
/// A bar for each stage of some work. Spectre draws them for as long as a method of its own runs:
/// that one is on another thread, so that nothing of it stands between the work and its caller.
/// </summary>
internal sealed class ProgressBars : IProgressDisplay
{
    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource<ProgressContext?> _drawing = new();
    private readonly ManualResetEventSlim _isOver = new();
    private readonly Thread _thread;

    private string? _stage;
    private ProgressTask? _bar;

    /// <summary>Begins to draw.</summary>
    public ProgressBars(IAnsiConsole console)
    {
        _console = console;
        _thread = new Thread(Draw) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Show(WorkProgress progress)
    {
        if (progress.Stage != _stage)
            BeginStage(progress.Stage);
        if (_bar is not { } bar)
            return;
        var speed = progress.Speed is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"  {rate:0} images/s")
            : "";
        bar.MaxValue = progress.Total;
        bar.Value = progress.Done;
        bar.Description = Markup.Escape($"{progress.Stage}  {progress.Detail}{speed}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bar?.StopTask();
        _isOver.Set();
        _thread.Join();
        _isOver.Dispose();
    }

    private void BeginStage(string stage)
    {
        if (_bar is { } before)
        {
            before.Value = before.MaxValue;
            before.StopTask();
        }

        _stage = stage;
        _bar = _drawing.Task.GetAwaiter().GetResult()?.AddTask(Markup.Escape(stage));
    }

    private void Draw()
    {
        try
        {
            _console
                .Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn { Width = 24 },
                    new PercentageColumn(),
                    new RemainingTimeColumn()
                )
                .Start(context =>
                {
                    _drawing.SetResult(context);
                    _isOver.Wait();
                });
        }
        catch (Exception)
        {
            // A terminal that cannot be drawn on ends no work.
            _drawing.TrySetResult(null);
        }
    }
}
