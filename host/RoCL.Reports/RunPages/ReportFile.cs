using RoCL.Core.Guards;
using RoCL.Reports.Pages;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;

namespace RoCL.Reports.RunPages;

/// <summary>Writes reports, whole or not at all.</summary>
public static class ReportFile
{
    /// <summary>The name of the file in a run's folder, and in that of a suite.</summary>
    public const string Name = "report.html";

    /// <summary>
    /// Writes the report into a run's folder. Where that fails it is a warning: the results are on
    /// the disk already.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="errors">Gets the warning.</param>
    public static void Write(RunFolder run, ErrorOutput errors)
    {
        if (Problem(run.Files, Path.Combine(run.Root, Name), () => RunReport.Of(run)) is { } problem)
            errors.Warn($"{problem}");
    }

    /// <summary>
    /// ROCL0601: a file is there that is no report, such as a recipe; <see langword="null"/> where
    /// none is, or where it cannot be read, which writing says.
    /// </summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file that a page is to be written to.</param>
    public static Problem? Taken(IFiles files, string path)
    {
        if (!files.Exists(path) || IsPage(files, path))
            return null;
        return new(
            "ROCL0601",
            path,
            "The file exists already, and is no report that could be written anew.",
            "Name another file after --html."
        );
    }

    private static bool IsPage(IFiles files, string path)
    {
        try
        {
            using var text = new StreamReader(files.Read(path));
            return text.Peek() < 0 || PageText.Is(text);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return true;
        }
    }

    /// <summary>Writes a page into any file.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="page">Makes the page's text.</param>
    /// <returns>
    /// ROCL0800: it cannot be made or written; <see langword="null"/> where it was.
    /// </returns>
    public static Problem? Problem(IFiles files, string path, Func<string> page)
    {
        try
        {
            AtomicFile.WriteText(files, path, page());
            return null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return new(
                "ROCL0800",
                path,
                $"The report cannot be written: {DiskFault.What(fault)}.",
                $"{DiskFault.Remedy(fault)}, then write it by `rocl show RUN --html FILE`; no result is lost."
            );
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(
                "ROCL0801",
                path,
                $"The report cannot be made: {fault.Message.TrimEnd('.')}.",
                "Look at the files of the run for one that was edited or cut short; no result is lost."
            );
        }
    }
}
