using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace RoCL.Suites.Fetching;

/// <summary>
/// A published file on its way: bytes gather in a file beside it, <c>.part</c>, which takes its
/// name once it is whole and right.
/// </summary>
/// <param name="client">How to ask.</param>
/// <param name="file">What for.</param>
/// <param name="report">Told how many bytes there are, of how many, if that is known.</param>
public sealed class Transfer(HttpClient client, Download file, Action<long, long?> report)
{
    /// <summary>The longest silence of a server.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    private string Part => $"{file.To}.part";

    /// <summary>One try, from where the one before it ended.</summary>
    /// <param name="stop">Stops it; what has come is kept.</param>
    /// <exception cref="ProblemException">
    /// What no further try mends: ROCL0463 refused, ROCL0464 another file, ROCL0465 not to be
    /// written.
    /// </exception>
    /// <exception cref="HttpRequestException">
    /// A try may end otherwise, as with the two that follow.
    /// </exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    /// <exception cref="TimeoutException">The server fell silent.</exception>
    public async Task Try(CancellationToken stop)
    {
        var (sum, length) = await Gathered(stop);
        if (
            file.Length is { } whole && length != whole
            || file.Md5 is { } md5 && !md5.Equals(sum, StringComparison.OrdinalIgnoreCase)
        )
        {
            File.Delete(Part);
            throw new ProblemException(
                new(
                    "ROCL0464",
                    $"{file.From}",
                    $"is another file: {length} bytes of MD5 {sum} came, where {(file.Length is { } expected ? $"{expected}" : "any number of")} bytes of MD5 "
                        + $"{file.Md5 ?? "whatever"} are expected; they were thrown away.",
                    "Fetch it again; if it comes out the same, name another mirror."
                )
            );
        }
        Written(() => File.Move(Part, file.To));
    }

    private async Task<(string Md5, long Length)> Gathered(CancellationToken stop)
    {
        using var part = Opened();
        try
        {
            await Receive(part, stop);
            part.Flush(flushToDisk: true);
            part.Position = 0;
            return (
                Convert.ToHexStringLower(
                    await CryptographicOperations.HashDataAsync(HashAlgorithmName.MD5, part, stop)
                ),
                part.Length
            );
        }
        finally
        {
            if (part.Length == 0)
                File.Delete(Part);
        }
    }

    private async Task Receive(FileStream part, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(Patience);
        try
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, file.From);
            if (part.Length > 0)
                asked.Headers.Range = new RangeHeaderValue(part.Length, null);
            using var answer = await client.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (
                answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable
                && answer.Content.Headers.ContentRange?.Length == part.Length
            )
            {
                return;
            }

            Demand(answer, part);
            var total = answer.Content.Headers.ContentLength + part.Length;
            await using var body = await answer.Content.ReadAsStreamAsync(silence.Token);
            var buffer = new byte[1 << 16];
            for (part.Position = part.Length; await body.ReadAsync(buffer, silence.Token) is > 0 and var read; )
            {
                silence.CancelAfter(Patience);
                Written(() => part.Write(buffer, 0, read));
                report(part.Position, total);
                if (part.Position > file.Length)
                    return;
            }
            if (part.Position < total)
                throw new IOException($"the connection was cut after {part.Position} of {total} bytes");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Patience.TotalSeconds:0} s");
        }
    }

    // Whatever does not go on exactly where the part ends begins anew; a server that is out of
    // order costs nothing of it.
    private void Demand(HttpResponseMessage answer, FileStream part)
    {
        var goesOn =
            answer.StatusCode is HttpStatusCode.PartialContent
            && answer.Content.Headers.ContentRange?.From == part.Length;
        if (goesOn)
            return;
        if (
            answer.StatusCode
            is HttpStatusCode.OK
                or HttpStatusCode.PartialContent
                or HttpStatusCode.RequestedRangeNotSatisfiable
        )
        {
            part.SetLength(0);
        }

        if (answer.StatusCode is HttpStatusCode.OK)
            return;
        var status = $"the server answers {(int)answer.StatusCode} {answer.ReasonPhrase}";
        if ((int)answer.StatusCode is >= 500 or 408 or 416 or 429 or 206)
            throw new HttpRequestException(status);
        throw new ProblemException(
            new(
                "ROCL0463",
                $"{file.From}",
                $"can't be fetched: {status}.",
                $"Name another mirror in the data set's options, or put the file at {file.To} yourself."
            )
        );
    }

    private FileStream Opened() =>
        Written(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.To))!);
            return new FileStream(Part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        });

    private void Written(Action write) =>
        Written(() =>
        {
            write();
            return true;
        });

    private T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ProblemException(
                new(
                    "ROCL0465",
                    Part,
                    $"can't be written: {fault.Message.TrimEnd('.')}.",
                    "Make room, see that the folder may be written and that no other fetch is under way, and fetch "
                        + "again."
                ),
                fault
            );
        }
    }
}
