using RoCL.Core;
using RoCL.Reports.Answers;
using RoCL.Runs.Reporting;

namespace RoCL.Reports.Errors;

/// <summary>
/// <c>rocl explain</c>: what error codes stand for. Neither a plugin nor TorchSharp is touched.
/// </summary>
/// <param name="output">Where they go.</param>
/// <param name="errors">Where problems go.</param>
public sealed class ExplainedErrors(ResultOutput output, ErrorOutput errors)
{
    /// <summary>Explains codes, lists all where none is named, or writes all as a page.</summary>
    /// <param name="codes">The codes, such as <c>ROCL0123</c> or <c>123</c>.</param>
    /// <param name="asPage">Whether the page is written.</param>
    public int Run(ImmutableArray<string> codes, bool asPage)
    {
        var catalogue = ErrorCatalogue.Read();
        if (asPage)
            output.Console.Profile.Out.Writer.Write(ErrorPage.Of(catalogue));
        else if (codes.IsEmpty)
            output.Write(console => ErrorView.List(console, catalogue), () => new { catalogue.Errors });
        else
            return Result.All(codes.Select(catalogue.Find)).Match(Explain, errors.Report);
        return ExitCode.Done;
    }

    private int Explain(ImmutableArray<ErrorEntry> explained)
    {
        output.Write(console => ErrorView.Write(console, explained), () => new { Errors = explained });
        return ExitCode.Done;
    }
}
