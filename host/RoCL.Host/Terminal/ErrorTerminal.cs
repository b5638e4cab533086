using System.Diagnostics;
using System.Globalization;
using System.Text;
using RoCL.Reports.Progress;
using RoCL.Runs.Progress;
using RoCL.Runs.Ranks;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>
/// The terminal that standard error is. A worker's standard error is read by its supervisor, so the
/// supervisor says which terminal its own is.
/// </summary>
internal static class ErrorTerminal
{
    private const string Path = "ROCL_TERMINAL";
    private const string Columns = "ROCL_TERMINAL_COLUMNS";
    private const int UsualColumns = 80;

    /// <summary>The terminal; none where standard error is a file or a pipe.</summary>
    public static IAnsiConsole? Find()
    {
        // One rank shows its progress; the logs of the others get no control codes.
        if (LaunchedRank.Here.IsFollower)
            return null;
        var writer = Console.IsErrorRedirected ? OfSupervisor() : Console.Error;
        if (writer is null)
            return null;
        var settings = new AnsiConsoleSettings
        {
            Interactive = InteractionSupport.Yes,
            Out = new TerminalOutput(writer),
        };
        var console = AnsiConsole.Create(settings);
        return console.Profile.Capabilities.Ansi ? console : null;
    }

    /// <summary>How work gets on, for a person.</summary>
    /// <param name="manners">Whether the person wants to see it.</param>
    /// <param name="lines">Where it is written as lines, if this is no terminal.</param>
    public static IProgressView Progress(Manners manners, TextWriter lines) =>
        manners.Quiet ? new NoProgress() : new ProgressView(Find(), lines, TimeProvider.System);

    /// <summary>Lets a worker know the terminal of this process.</summary>
    /// <param name="worker">How it is started.</param>
    public static void Share(ProcessStartInfo worker)
    {
        if (Console.IsErrorRedirected)
            return;
        worker.Environment[Path] = OperatingSystem.IsWindows() ? "CONOUT$" : OfUnix();
        worker.Environment[Columns] = Width().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Shows the cursor that a bar of a process had hidden which is no more.</summary>
    public static void ShowCursor()
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\u001b[?25h");
    }

    private static string OfUnix()
    {
        const string controlling = "/dev/tty";
        const string standardError = "/proc/self/fd/2";
        return File.ResolveLinkTarget(standardError, returnFinalTarget: false)?.FullName ?? controlling;
    }

    private static StreamWriter? OfSupervisor()
    {
        if (Environment.GetEnvironmentVariable(Path) is not { Length: > 0 } path)
            return null;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            {
                AutoFlush = true,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Width()
    {
        var width = Console.IsOutputRedirected && Console.IsInputRedirected ? OfVariable() : Console.WindowWidth;
        return width > 0 ? width : UsualColumns;
    }

    private static int OfVariable() =>
        int.TryParse(Environment.GetEnvironmentVariable(Columns), CultureInfo.InvariantCulture, out var columns)
            ? columns
            : UsualColumns;

    private sealed class TerminalOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => new LastingOutput(writer);

        public bool IsTerminal => true;

        public int Width => ErrorTerminal.Width();

        public int Height => Console.IsOutputRedirected ? 24 : Math.Max(1, Console.WindowHeight);

        public void SetEncoding(Encoding encoding) { }
    }
}
