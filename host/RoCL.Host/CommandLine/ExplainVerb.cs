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
    /// <summary>Explains the codes, or lists all where none is named; the exit code.</summary>
    /// <param name="codes">The codes as a person writes them.</param>
    public int Run(IReadOnlyList<string> codes)
    {
        var catalogue = ErrorCatalogue.Read();
        if (codes.Count == 0)
        {
            ErrorView.List(console, catalogue);
            return ExitCode.Done;
        }

        return Result.All(codes.Select(catalogue.Find)).Match(Explain, errors.Report);
    }

    /// <summary>Writes the page <c>docs/errors.md</c>; the exit code.</summary>
    public int WritePage()
    {
        console.Profile.Out.Writer.Write(ErrorPage.Of(ErrorCatalogue.Read()));
        return ExitCode.Done;
    }

    private int Explain(ImmutableArray<ErrorEntry> explained)
    {
        foreach (var error in explained)
            ErrorView.Write(console, error);
        return ExitCode.Done;
    }
}
