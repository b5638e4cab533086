using RoCL.Runs.Ranks;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>Standard output, where results go.</summary>
internal static class OutputTerminal
{
    /// <summary>
    /// A standard stream as it is: a pipe has no width, so lines are not broken there where a
    /// terminal of eighty columns would break them.
    /// </summary>
    /// <param name="writer">The stream.</param>
    public static IAnsiConsole Open(TextWriter writer)
    {
        // A worker is shown on a terminal though it is not typed to.
        var isTyped = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Yes;
        var shown = LaunchedRank.Here.IsFollower ? TextWriter.Null : writer;
        var console = AnsiConsole.Create(new() { Interactive = isTyped, Out = new StandardOutput(shown) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 200;
        return console;
    }

    /// <summary>
    /// Where notices go: to the results, unless these are JSON, and nowhere where the person wants
    /// results alone.
    /// </summary>
    /// <param name="manners">How the person wants to be answered.</param>
    public static IAnsiConsole OfNotices(Manners manners)
    {
        var written = manners.Json ? Console.Error : manners.Results;
        return Open(manners.Quiet ? TextWriter.Null : written);
    }
}
