using System.Globalization;
using RoCL.Plugins.Checking;
using RoCL.Runs.Replay;
using Spectre.Console;

namespace RoCL.Reports.Replay;

/// <summary>The lines of <c>rocl check</c> about a failed step.</summary>
public sealed class ReplayView(IAnsiConsole console) : IReplayView
{
    /// <inheritdoc/>
    public void Begin(string folder, long first, long failed)
    {
        PlainColumns.Line(console, string.Create(CultureInfo.InvariantCulture, $"{folder}: step {failed}"), bold: true);
        if (first < failed)
            console.WriteLine($"  from the checkpoint before it: steps {first} to {failed}");
    }

    /// <inheritdoc/>
    public void Pass(long failed, string? run)
    {
        var next = run is null ? "" : $"; go on with: rocl run {run}";
        CheckView.Sound(console, $"step {failed} passes{next}");
    }

    /// <inheritdoc/>
    public void Fail(Problem? recorded) =>
        CheckView.Fails(
            console,
            recorded is null ? "as it did in the run" : $"otherwise than in the run, which said: {recorded}"
        );
}
