using RoCL.Reports.Answers;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Showing;

/// <summary><c>rocl show --json</c>: runs as an object, from their files alone.</summary>
/// <param name="files">The disk.</param>
/// <param name="output">Where the object goes.</param>
/// <param name="errors">Where problems go.</param>
public sealed class ShownAnswers(IFiles files, ResultOutput output, ErrorOutput errors)
{
    /// <summary>Writes the object; the exit code.</summary>
    /// <param name="request">Which runs, and that nothing else is asked for.</param>
    public int Show(ShowRequest request)
    {
        if (request.IsFollowing || request.Html is not null || request.Events is not null)
            return errors.Report(ShowRequest.NotWithJson);
        var named = new NamedRuns(files, request.Runs);
        if (named.Missing is { } missing)
            return errors.Report(missing);
        output.Write(_ => { }, () => RunAnswer.Of(named.All));
        return ExitCode.Done;
    }
}
