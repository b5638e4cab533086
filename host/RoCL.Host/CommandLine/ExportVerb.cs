using RoCL.Reports.Answers;
using RoCL.Runs.Reporting;
using RoCL.Suites.Exporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl export</c>: a run in the files of other programs.</summary>
internal sealed class ExportVerb(ExportedRun export, ResultOutput output, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Writes them; the exit code.</summary>
    public int Run(ExportRequest request, Signals signals)
    {
        try
        {
            return export.Of(request, signals).Match(Said, errors.Report);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped; the folder holds a part of the files.");
            return signals.ExitCode;
        }
    }

    private int Said(string folder)
    {
        output.Write(
            text => text.WriteLine($"Exported to {folder}. With PyTorch: cd {folder} && python load.py"),
            () => new { folder }
        );
        return ExitCode.Done;
    }
}
