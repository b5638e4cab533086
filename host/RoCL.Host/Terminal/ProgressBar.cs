using System.Globalization;
using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>A bar that moves, for a terminal.</summary>
internal sealed class ProgressBar(IAnsiConsole console) : IProgressView
{
    /// <inheritdoc/>
    public T Show<T>(Func<Action<WorkProgress>, T> work) =>
        console
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>();
                var result = work(progress =>
                {
                    if (!tasks.TryGetValue(progress.Stage, out var task))
                    {
                        foreach (var earlier in tasks.Values)
                            Finish(earlier);
                        tasks[progress.Stage] = task = context.AddTask(Markup.Escape(progress.Stage));
                    }
                    task.MaxValue = progress.Total;
                    task.Value = progress.Done;
                    var speed = progress.Speed is { } s
                        ? string.Create(CultureInfo.InvariantCulture, $"  {s:0} images/s")
                        : "";
                    task.Description = Markup.Escape($"{progress.Stage}  {progress.Detail}{speed}");
                });
                foreach (var last in tasks.Values)
                    Finish(last);
                return result;
            });

    private static void Finish(ProgressTask task)
    {
        task.Value = task.MaxValue;
        task.StopTask();
    }
}
