using RoCL.Core;
using RoCL.Reports.Answers;
using RoCL.Reports.Errors;
using RoCL.Runs.Reporting;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl explain</c>: what error codes stand for. Neither a plugin nor TorchSharp is touched.
/// </summary>
internal sealed class ExplainVerb(ResultOutput output, ErrorOutput errors)
{
    /// <summary>Explains codes, lists all where none is named, or writes all as a page.</summary>
    public int Run(Request.Explain request)
    {
        var catalogue = ErrorCatalogue.Read();
        if (request.AsPage)
            output.Console.Profile.Out.Writer.Write(ErrorPage.Of(catalogue));
        else if (request.Codes.IsEmpty)
            output.Write(console => ErrorView.List(console, catalogue), () => new { catalogue.Errors });
        else
            return Result.All(request.Codes.Select(catalogue.Find)).Match(Explain, errors.Report);
        return ExitCode.Done;
    }

    private int Explain(ImmutableArray<ErrorEntry> explained)
    {
        output.Write(console => ErrorView.Write(console, explained), () => new { Errors = explained });
        return ExitCode.Done;
    }
}
