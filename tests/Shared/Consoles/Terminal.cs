using Spectre.Console;
using Spectre.Console.Testing;

namespace Shared.Consoles;

/// <summary>Consoles that remember what was written on them.</summary>
internal static class Terminal
{
    /// <summary>What is written where no terminal is, such as into a file.</summary>
    public static string Piped(Action<IAnsiConsole> write)
    {
        using var console = new TestConsole();
        write(console);
        return console.Output;
    }

    /// <summary>What a terminal of 80 columns shows.</summary>
    public static string Shown(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter();
        write(
            AnsiConsole.Create(
                new()
                {
                    Ansi = AnsiSupport.No,
                    ColorSystem = ColorSystemSupport.NoColors,
                    Out = new EightyColumns(text),
                }
            )
        );
        return text.ToString();
    }

    private sealed record EightyColumns(TextWriter Writer) : IAnsiConsoleOutput
    {
        public bool IsTerminal => true;
        public int Width => 80;
        public int Height => 24;

        public void SetEncoding(System.Text.Encoding encoding) { }
    }
}
