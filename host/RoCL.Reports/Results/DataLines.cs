using RoCL.Plugins.Checking;
using RoCL.Runs.Recipes;
using Spectre.Console;

namespace RoCL.Reports.Results;

/// <summary>Says in one line what data a run has; the same data once.</summary>
public sealed class DataLines(IAnsiConsole console)
{
    private readonly HashSet<string> _shown = [];

    /// <summary>Writes the line.</summary>
    /// <param name="job">The run.</param>
    /// <param name="indent">What stands before it.</param>
    public void Show(Job job, string indent = "")
    {
        if (job.Overview is { Value: var overview } && _shown.Add($"{overview}"))
            PlainColumns.Line(console, $"{indent}Data: {overview}.");
    }

    /// <summary>Writes the line; the run as it is.</summary>
    /// <param name="job">The run.</param>
    public Job Shown(Job job)
    {
        Show(job);
        return job;
    }
}
