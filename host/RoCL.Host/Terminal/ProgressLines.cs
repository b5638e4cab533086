using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>A plain line now and then, for logs and pipes.</summary>
internal sealed class ProgressLines(IAnsiConsole console, TimeProvider clock) : IProgressView
{
    /// <inheritdoc/>
    public IProgressDisplay Begin() => new TimedLines(console, clock);
}
