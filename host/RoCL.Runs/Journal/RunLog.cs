using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using Serilog;
using Serilog.Core;

namespace RoCL.Runs.Journal;

/// <summary>The events of a run: <c>log.jsonl</c>, compact JSON lines.</summary>
public static class RunLog
{
    /// <summary>
    /// Opens it to add to it; a log that cannot be written fails nothing, and the person gets one
    /// warning.
    /// </summary>
    public static Logger Open(RunFolder run, ErrorOutput errors)
    {
        var events = new LoggerConfiguration().WriteTo.Sink(new LogLines(run.Files, run.Log, errors));
        if (errors.IsVerbose)
            events.WriteTo.Sink(new ShownEvents(errors));
        return events.CreateLogger();
    }
}
