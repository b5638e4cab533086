using RoCL.Core;
using RoCL.Reports.Errors;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl explain</c>: what error codes stand for. Neither a plugin nor TorchSharp is touched.
/// </summary>
internal sealed class ExplainVerb(IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Explains codes, lists all where none is named, or writes all as a page.</summary>
    public int Run(Request.Explain request)
    {
        var catalogue = ErrorCatalogue.Read();
        if (request.AsPage)
            console.Profile.Out.Writer.Write(ErrorPage.Of(catalogue));
        else if (request.Codes.IsEmpty)
            ErrorView.List(console, catalogue);
        else
            return Result.All(request.Codes.Select(catalogue.Find)).Match(Explain, errors.Report);
        return ExitCode.Done;
    }

    private int Explain(ImmutableArray<ErrorEntry> explained)
    {
        ErrorView.Write(console, explained);
        return ExitCode.Done;
    }
}
