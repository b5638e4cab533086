using System.Text;

namespace RoCL.Runs.Reporting;

/// <summary>
/// Standard output or error of a program that works on after its terminal was closed: what nobody
/// can read any more is not written.
/// </summary>
/// <remarks>
/// A closed terminal fails every write. None of them may end a step before its checkpoint, or
/// change the exit code.
/// </remarks>
public sealed class LastingOutput(TextWriter terminal) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <summary>
    /// Lets the console write to standard error, as long as that is there: what a component writes
    /// is no result.
    /// </summary>
    /// <returns>Standard output, for results, as long as that is there.</returns>
    public static TextWriter Install()
    {
        var results = Synchronized(new LastingOutput(Console.Out));
        Console.SetError(new LastingOutput(Console.Error));
        Console.SetOut(Console.Error);
        return results;
    }

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => terminal.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => terminal.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => terminal.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(terminal.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            // Nobody reads it any more, or the file that it goes to may not become larger.
        }
    }
}
