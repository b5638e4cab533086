using RoCL.Runs.Ranks;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>Standard output, where results go.</summary>
internal static class OutputTerminal
{
    /// <summary>
    /// Standard output as it is: a pipe has no width, so lines are not broken there where a
    /// terminal of eighty columns would break them.
    /// </summary>
    public static IAnsiConsole Open()
    {
        // A worker is shown on a terminal though it is not typed to.
        var console = AnsiConsole.Create(
            new() { Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Yes }
        );
        if (LaunchedRank.Here.IsFollower)
            console.Profile.Out = new AnsiConsoleOutput(TextWriter.Null);
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 200;
        return console;
    }
}
