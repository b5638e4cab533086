using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace RoCL.Suites.Fetching;

/// <summary>
/// A published file on its way: bytes gather in a file beside it, <c>.part</c>, which takes its
/// name once it is whole and right.
/// </summary>
/// <param name="client">How to ask.</param>
/// <param name="file">What for.</param>
/// <param name="report">
/// Gets the number of bytes that have come, and of all where that is known.
/// </param>
public sealed class Transfer(HttpClient client, Download file, Action<long, long?> report)
{
    private readonly PartFile _part = new(file);

    /// <summary>The longest silence of a server.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One try, from where the one before it ended.</summary>
    /// <param name="stop">Stops it; what has come is kept.</param>
    /// <exception cref="ProblemException">
    /// What no further try repairs: ROCL0463 refused, ROCL0464 another file, ROCL0465 not to be
    /// written.
    /// </exception>
    /// <exception cref="HttpRequestException">
    /// A try may end otherwise, as with the two that follow.
    /// </exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    /// <exception cref="TimeoutException">The server fell silent.</exception>
    public async Task Try(CancellationToken stop)
    {
        var gathered = await Gather(stop);
        if (!gathered.IsOf(file))
        {
            _part.Delete();
            throw new ProblemException(gathered.Mismatch(file));
        }
        _part.TakeName();
    }

    private async Task<GatheredBytes> Gather(CancellationToken stop)
    {
        using var part = _part.Open();
        try
        {
            await Receive(part, stop);
            part.Flush(flushToDisk: true);
            part.Position = 0;
            var sum = await CryptographicOperations.HashDataAsync(HashAlgorithmName.MD5, part, stop);
            return new(part.Length, Convert.ToHexStringLower(sum));
        }
        finally
        {
            if (part.Length == 0)
                _part.Delete();
        }
    }

    private async Task Receive(FileStream part, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file.From);
            if (part.Length > 0)
                request.Headers.Range = new RangeHeaderValue(part.Length, null);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                silence.Token
            );

            var answer = new ServerAnswer(response, file);
            var held = part.Length;
            if (answer.SaysComplete(held))
                return;
            if (answer.BeginsAnew(held))
                part.SetLength(0);
            answer.RequireContent(held);
            await Copy(response.Content, part, silence);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Patience.TotalSeconds:0} s");
        }
    }

    private async Task Copy(HttpContent content, FileStream part, CancellationTokenSource silence)
    {
        var total = content.Headers.ContentLength + part.Length;
        await using var body = await content.ReadAsStreamAsync(silence.Token);
        var buffer = new byte[1 << 16];
        part.Position = part.Length;
        while (true)
        {
            var read = await body.ReadAsync(buffer, silence.Token);
            if (read == 0)
                break;
            silence.CancelAfter(Patience);
            _part.Append(part, buffer.AsMemory(0, read));
            report(part.Position, total);
            // More than was published is another file already: the rest need not come.
            if (part.Position > file.Length)
                return;
        }
        if (part.Position < total)
            throw new IOException($"the connection was cut after {part.Position} of {total} bytes");
    }
}
