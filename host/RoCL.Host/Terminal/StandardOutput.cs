using System.Text;
using Spectre.Console;

namespace RoCL.Host.Terminal;

/// <summary>
/// Standard output behind a writer of its own, since <see cref="Console.Out"/> is what components
/// write to, and that goes to standard error.
/// </summary>
/// <param name="writer">Writes to standard output, or nowhere.</param>
internal sealed class StandardOutput(TextWriter writer) : IAnsiConsoleOutput
{
    private const int UsualColumns = 80;
    private const int UsualRows = 24;

    /// <inheritdoc/>
    public TextWriter Writer => writer;

    /// <inheritdoc/>
    public bool IsTerminal => !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public int Width => IsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : UsualColumns;

    /// <inheritdoc/>
    public int Height => IsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : UsualRows;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding) => Console.OutputEncoding = encoding;
}
