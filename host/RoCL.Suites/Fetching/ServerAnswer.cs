using System.Net;

namespace RoCL.Suites.Fetching;

/// <summary>What a server answers when it is asked for a file, or for the rest of one.</summary>
/// <param name="response">The answer's head.</param>
/// <param name="file">What it was asked for.</param>
internal sealed class ServerAnswer(HttpResponseMessage response, Download file)
{
    private HttpStatusCode Status => response.StatusCode;

    /// <summary>Whether there is nothing after what has come.</summary>
    /// <param name="bytes">The number of bytes that have come.</param>
    public bool SaysComplete(long bytes) =>
        Status is HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == bytes;

    /// <summary>
    /// Whether what has come is of no use: the content does not go on exactly where it ends. A
    /// server that is out of order costs nothing of it.
    /// </summary>
    /// <param name="bytes">The number of bytes that have come.</param>
    public bool BeginsAnew(long bytes)
    {
        var isAboutContent =
            Status is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable;
        return isAboutContent && !GoesOn(bytes);
    }

    /// <summary>Refuses an answer without content that can be used.</summary>
    /// <param name="bytes">The number of bytes that have come.</param>
    /// <exception cref="HttpRequestException">Another try may get it.</exception>
    /// <exception cref="ProblemException">ROCL0463: no further try will.</exception>
    public void RequireContent(long bytes)
    {
        if (Status is HttpStatusCode.OK || GoesOn(bytes))
            return;
        var status = $"the server answers {(int)Status} {response.ReasonPhrase}";
        if ((int)Status is >= 500 or 408 or 416 or 429 or 206)
            throw new HttpRequestException(status);
        throw new ProblemException(
            new(
                "ROCL0463",
                $"{file.From}",
                $"The file cannot be fetched: {status}.",
                $"Name another mirror in the data set's options, or put the file at {file.To} yourself."
            )
        );
    }

    private bool GoesOn(long bytes) =>
        Status is HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == bytes;
}
