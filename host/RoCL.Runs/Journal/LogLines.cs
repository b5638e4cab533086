using System.Text;
using RoCL.Core.Guards;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace RoCL.Runs.Journal;

/// <summary>
/// A file of compact JSON lines, whole ones only. What cannot be written, as on a full disk, waits
/// and is written with the next line.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="path">
/// The file; it is open only while a line is written, since that is seldom.
/// </param>
/// <param name="errors">Gets a warning about the first line that cannot be written.</param>
internal sealed class LogLines(IFiles files, string path, ErrorOutput errors) : ILogEventSink
{
    private const int MostWaiting = 1 << 20;
    private static readonly CompactJsonFormatter Format = new();

    private readonly Lock _gate = new();
    private readonly StringBuilder _waiting = new();
    private bool _hasWarned;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_waiting.Length > MostWaiting)
                _waiting.Clear();
            using (var lines = new StringWriter(_waiting))
                Format.Format(logEvent, lines);
            WriteWaiting();
        }
    }

    private void WriteWaiting()
    {
        try
        {
            Append(Encoding.UTF8.GetBytes($"{_waiting}"));
            _waiting.Clear();
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            if (!_hasWarned)
                errors.Warn($"{path} cannot be written: {DiskFault.What(fault)}. {DiskFault.Remedy(fault)}.");
            _hasWarned = true;
        }
    }

    // All or nothing.
    private void Append(byte[] lines)
    {
        using var file = files.Append(path);
        var end = file.Length;
        try
        {
            EndLine(file);
            file.Write(lines);
        }
        catch (IOException)
        {
            file.SetLength(end);
            throw;
        }
    }

    // A process that died in the middle of a line left it without an end.
    private static void EndLine(Stream file)
    {
        if (file.Length == 0)
            return;
        file.Position = file.Length - 1;
        if (file.ReadByte() != '\n')
            file.WriteByte((byte)'\n');
    }
}
