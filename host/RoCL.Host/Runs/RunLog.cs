using Serilog;
using Serilog.Core;
using Serilog.Formatting.Compact;

namespace RoCL.Host.Runs;

/// <summary>What happened in a run: <c>log.jsonl</c>, compact JSON lines.</summary>
internal static class RunLog
{
    /// <summary>Opens it to add to it.</summary>
    public static Logger Open(RunFolder run) => new LoggerConfiguration().WriteTo.File(new CompactJsonFormatter(), run.Log).CreateLogger();
}
