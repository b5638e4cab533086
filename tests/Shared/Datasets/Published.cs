using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shared.Datasets;

/// <summary>What a server does with a request.</summary>
internal enum Answer
{
    Whole,
    CutInTheMiddle,
    IgnoresRange,
    OneByteWrong,
    NotFound,
    OutOfOrder,
    Silent,
}

/// <summary>
/// A file on a real server in this process, which answers one request after the other in the given
/// ways, and every later one in the last.
/// </summary>
internal sealed class Published : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string?> _ranges = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly byte[] _file;
    private readonly Answer[] _answers;

    public Published(byte[] file, params Answer[] answers)
    {
        _file = file;
        _answers = answers;
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>The folder that holds the file, under whatever name.</summary>
    public string Mirror => $"http://{_listener.LocalEndpoint}/files";

    /// <summary>
    /// What was asked for, request by request: "bytes=7-", or null for all of it.
    /// </summary>
    public IReadOnlyList<string?> Ranges
    {
        get
        {
            lock (_ranges)
                return [.. _ranges];
        }
    }

    /// <summary>An address where nobody listens.</summary>
    public static string Nobody
    {
        get
        {
            using var gone = new Published([]);
            return gone.Mirror;
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task Serve()
    {
        for (var request = 0; !_closing.IsCancellationRequested; request++)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await Reply(client.GetStream(), _answers[Math.Min(request, _answers.Length - 1)]);
            }
            catch (Exception gone)
                when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The program went away, or the test is over.
            }
        }
    }

    private async Task Reply(NetworkStream stream, Answer answer)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string? range = null;
        while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: ", StringComparison.OrdinalIgnoreCase))
                range = line[7..];
        }

        lock (_ranges)
            _ranges.Add(range);
        var from =
            range is null || answer is Answer.IgnoresRange
                ? 0
                : int.Parse(range[6..^1], System.Globalization.CultureInfo.InvariantCulture);
        var (status, body) = answer switch
        {
            Answer.NotFound => ("404 Not Found", "gone"u8.ToArray()),
            Answer.OutOfOrder => ("503 Service Unavailable", "later"u8.ToArray()),
            _ when from >= _file.Length && from > 0 => (
                $"416 Range Not Satisfiable\r\nContent-Range: bytes */{_file.Length}",
                []
            ),
            _ when from > 0 => (
                $"206 Partial Content\r\nContent-Range: bytes {from}-{_file.Length - 1}/{_file.Length}",
                _file[from..]
            ),
            _ => ("200 OK", _file.ToArray()),
        };
        if (answer is Answer.OneByteWrong)
            body[^1]++;
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"),
            _closing.Token
        );
        if (answer is Answer.Silent)
            await Task.Delay(Timeout.Infinite, _closing.Token);
        await stream.WriteAsync(
            answer is Answer.CutInTheMiddle ? body.AsMemory(0, body.Length / 2) : body,
            _closing.Token
        );
    }
}
