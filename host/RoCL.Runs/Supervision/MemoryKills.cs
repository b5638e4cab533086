namespace RoCL.Runs.Supervision;

/// <summary>The processes that the system has killed for want of memory.</summary>
internal static class MemoryKills
{
    private const string Path = "/proc/vmstat";
    private const string Counter = "oom_kill ";

    /// <summary>How many since the machine was started; 0 where it does not say.</summary>
    public static long Count() =>
        !File.Exists(Path)
            ? 0
            : File.ReadLines(Path)
                .Where(line => line.StartsWith(Counter, StringComparison.Ordinal))
                .Select(line => long.TryParse(line.AsSpan(Counter.Length), out var kills) ? kills : 0)
                .FirstOrDefault();
}
