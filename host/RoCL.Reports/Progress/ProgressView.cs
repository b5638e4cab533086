using RoCL.Runs.Progress;
using Spectre.Console;

namespace RoCL.Reports.Progress;

/// <summary>
/// Progress on standard error, so that standard output holds results alone: bars where it is a
/// terminal, else a plain line now and then.
/// </summary>
/// <param name="terminal">The terminal of standard error; none where it is not one.</param>
/// <param name="lines">Where lines go.</param>
/// <param name="clock">Measures how long stages take.</param>
public sealed class ProgressView(IAnsiConsole? terminal, TextWriter lines, TimeProvider clock) : IProgressView
{
    /// <inheritdoc/>
    public IProgressDisplay Begin() =>
        terminal is null ? new TimedLines(lines, clock) : new ProgressBars(terminal, clock);
}
