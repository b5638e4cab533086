using RoCL.Reports.Answers;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Showing;

/// <summary><c>rocl show --json</c>: runs as an object, from their files alone.</summary>
/// <param name="files">The disk.</param>
/// <param name="output">Where the object goes.</param>
/// <param name="errors">Where problems go.</param>
public sealed class ShownAnswers(IFiles files, ResultOutput output, ErrorOutput errors)
{
    private const string UsualFolder = "runs";

    /// <summary>Writes the object; the exit code.</summary>
    /// <param name="request">Which runs, and that nothing else is asked for.</param>
    public int Show(ShowRequest request)
    {
        if (request.IsFollowing || request.Html is not null || request.Events is not null)
            return errors.Report(ShowRequest.NotWithJson);
        var folders = request.Runs;
        var missing = folders.FirstOrDefault(folder => RunFolder.In(files, folder).Count == 0);
        if (missing is not null)
            return errors.Report(RunFolder.NoRun(missing));
        var shown = folders.Length > 0 ? folders : [.. files.Folders(UsualFolder).Order(StringComparer.Ordinal)];
        var runs = shown.SelectMany(folder => RunFolder.In(files, folder)).ToList();
        output.Write(_ => { }, () => RunAnswer.Of(runs));
        return ExitCode.Done;
    }
}
