using System.Text;

namespace RoCL.Runs.Supervision;

/// <summary>
/// A worker's standard error: passed on line by line, but for what a runtime writes about its own
/// death, which is for the record and not for the terminal.
/// </summary>
/// <param name="terminal">Where lines go.</param>
public sealed class LastWords(TextWriter terminal)
{
    private const int Most = 1 << 14;

    // .NET's own words, and those of the C++ library.
    private static readonly string[] Openings =
    [
        "Unhandled exception.",
        "Process terminated",
        "Stack overflow.",
        "Fatal error.",
        "terminate called",
        "Got a SIG",
        "free():",
        "malloc",
        "double free",
        "corrupted ",
    ];

    private readonly StringBuilder _held = new();
    private bool _dying;

    /// <summary>Takes a line.</summary>
    public void Receive(string line)
    {
        lock (_held)
        {
            _dying |= Array.Exists(Openings, opening => line.StartsWith(opening, StringComparison.Ordinal));
            if (!_dying)
                terminal.WriteLine(line);
            else if (_held.Length + line.Length < Most)
                _held.Append(line).Append('\n');
        }
    }

    /// <summary>
    /// The gist of a dead runtime's words: what stands before its stack, in one line.
    /// </summary>
    public static string Gist(string words) =>
        string.Join(
                ' ',
                words
                    .Split('\n')
                    .TakeWhile(line =>
                        !line.StartsWith("   at ", StringComparison.Ordinal)
                        && !line.StartsWith("Repeated ", StringComparison.Ordinal)
                    )
                    .Take(2)
                    .Select(line => line.Trim())
            )
            .Trim();

    /// <summary>What was held back, of a worker that did die.</summary>
    public string Of(WorkerEnd end)
    {
        lock (_held)
        {
            var held = _held.ToString();
            if (end is not WorkerEnd.Done)
                return held;
            terminal.Write(held);
            return "";
        }
    }
}
