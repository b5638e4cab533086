using RoCL.Reports.EventFiles;
using RoCL.Reports.Results;
using RoCL.Reports.RunPages;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Showing;

/// <summary>The files that <c>rocl show</c> writes.</summary>
/// <param name="console">Where it is said what was written.</param>
/// <param name="files">The disk.</param>
/// <param name="errors">Where problems are written.</param>
internal sealed class WrittenReports(IAnsiConsole console, IFiles files, ErrorOutput errors)
{
    /// <summary>Writes a page; the exit code.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">Makes the page's text.</param>
    public int Page(string file, Func<string> page)
    {
        if ((ReportFile.Taken(files, file) ?? ReportFile.Problem(files, file, page)) is { } problem)
            return errors.Report(problem);
        console.WriteLine($"The report is in {file}.");
        return ExitCode.Done;
    }

    /// <summary>Writes event files, a folder for each run; the exit code.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="folder">The folder of these folders.</param>
    public int Events(IReadOnlyList<RunFolder> runs, string folder)
    {
        var names = RunNames.Of([.. runs]);
        for (var i = 0; i < runs.Count; i++)
        {
            if (EventFile.Write(runs[i], Path.Combine(folder, SuiteRow.FolderOf(names[i]))) is { } problem)
                return errors.Report(problem);
        }

        console.WriteLine(
            $"The events of {runs.Count} run(s) are in {folder}; see them by: tensorboard --logdir {folder}"
        );
        return ExitCode.Done;
    }
}
