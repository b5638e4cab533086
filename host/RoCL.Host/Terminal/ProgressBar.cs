using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>Bars that move, for a terminal.</summary>
internal sealed class ProgressBar(IAnsiConsole console) : IProgressView
{
    /// <inheritdoc/>
    public IProgressDisplay Begin() => new ProgressBars(console);
}
