using RoCL.Reports.Answers;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Folders;

/// <summary><c>rocl show --json</c>: runs as an object, from their files alone.</summary>
/// <param name="files">The disk.</param>
/// <param name="output">Where the object goes.</param>
/// <param name="errors">Where problems go.</param>
public sealed class ShownAnswers(IFiles files, ResultOutput output, ErrorOutput errors)
{
    private const string UsualFolder = "runs";

    /// <summary>Writes the object; the exit code.</summary>
    /// <param name="folders">Folders of runs and suites; none: those in runs/.</param>
    public int Show(IReadOnlyList<string> folders)
    {
        var missing = folders.FirstOrDefault(folder => RunFolder.In(files, folder).Count == 0);
        if (missing is not null)
            return errors.Report(RunFolder.NoRun(missing));
        var shown = folders.Count > 0 ? folders : [.. files.Folders(UsualFolder).Order(StringComparer.Ordinal)];
        var runs = shown.SelectMany(folder => RunFolder.In(files, folder)).ToList();
        output.Write(_ => { }, () => RunAnswer.Of(runs));
        return ExitCode.Done;
    }
}
