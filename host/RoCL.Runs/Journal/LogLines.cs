using System.Text;
using RoCL.Runs.Reporting;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace RoCL.Runs.Journal;

/// <summary>
/// A file of compact JSON lines, whole ones only. What cannot be written, as on a full disk, waits
/// and is written with the next line.
/// </summary>
/// <param name="path">
/// The file; it is open only while a line is written, since that is seldom.
/// </param>
/// <param name="errors">Told of the first line that cannot be written.</param>
public sealed class LogLines(string path, ErrorOutput errors) : ILogEventSink
{
    private const int Most = 1 << 20;
    private static readonly CompactJsonFormatter Format = new();

    private readonly Lock _gate = new();
    private readonly StringBuilder _waiting = new();
    private bool _told;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            try
            {
                if (_waiting.Length > Most)
                    _waiting.Clear();
                using (var lines = new StringWriter(_waiting))
                    Format.Format(logEvent, lines);
                Append(Encoding.UTF8.GetBytes($"{_waiting}"));
                _waiting.Clear();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (!_told)
                    errors.Warn($"{path} cannot be written: {fault.Message}");
                _told = true;
            }
        }
    }

    // All or nothing. A process that died in the middle of a line left it without an end.
    private void Append(byte[] lines)
    {
        using var file = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite,
            bufferSize: 0
        );
        var end = file.Length;
        try
        {
            if (end > 0)
            {
                file.Position = end - 1;
                if (file.ReadByte() != '\n')
                    file.WriteByte((byte)'\n');
            }
            file.Write(lines);
        }
        catch (IOException)
        {
            file.SetLength(end);
            throw;
        }
    }
}
