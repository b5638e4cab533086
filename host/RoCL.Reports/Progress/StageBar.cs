using System.Globalization;
using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Reports.Progress;

/// <summary>
/// The bar of one stage. Spectre draws it for as long as a method of its own runs: that one is on
/// another thread, so that nothing of it stands between the work and its caller.
/// </summary>
public sealed class StageBar : IDisposable
{
    private readonly TaskCompletionSource<ProgressTask?> _drawn = new();
    private readonly ManualResetEventSlim _isOver = new();
    private readonly ProgressBarColumn _column = new();
    private readonly TimeLeftColumn _left = new();
    private readonly IAnsiConsole _console;
    private readonly Thread _thread;

    /// <summary>Begins to draw.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="first">The first report of the stage.</param>
    public StageBar(IAnsiConsole console, WorkProgress first)
    {
        _console = console;
        _thread = new Thread(() => Draw(first)) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    // A terminal that cannot be drawn on has none.
    private ProgressTask? Bar => _drawn.Task.GetAwaiter().GetResult();

    /// <summary>Shows how far the stage has come.</summary>
    /// <param name="progress">The report.</param>
    /// <param name="left">How long the rest takes, where that is known.</param>
    public void Show(WorkProgress progress, TimeSpan? left)
    {
        if (Bar is not { } bar)
            return;
        var speed = progress.Speed is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"  {rate:0} images/s")
            : "";
        _column.Width = BarLayout.BarWidth(_console.Profile.Width);
        bar.MaxValue = progress.Total;
        bar.Value = progress.Done;
        bar.Description = $"{progress.Stage}  {progress.Detail}{speed}";
        _left.Time = left;
    }

    /// <summary>Ends it as a stage that came to its end.</summary>
    public void Finish()
    {
        if (Bar is { } bar)
            bar.Value = bar.MaxValue;
        Dispose();
    }

    /// <summary>Ends it where it is.</summary>
    public void Dispose()
    {
        Bar?.StopTask();
        _isOver.Set();
        _thread.Join();
        _isOver.Dispose();
    }

    private void Draw(WorkProgress first)
    {
        try
        {
            _column.Width = BarLayout.BarWidth(_console.Profile.Width);
            _console
                .Progress()
                .Columns(new StageColumn(), _column, new PercentageColumn(), _left)
                .Start(context =>
                {
                    var bar = context.AddTask(first.Stage);
                    _drawn.SetResult(bar);
                    _isOver.Wait();
                });
        }
        catch (Exception)
        {
            // A terminal that cannot be drawn on ends no work.
            _drawn.TrySetResult(null);
        }
    }
}
