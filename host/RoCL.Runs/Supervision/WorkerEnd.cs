using System.Globalization;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Supervision;

/// <summary>How a worker process ended.</summary>
public abstract record WorkerEnd
{
    private WorkerEnd() { }

    /// <summary>As it meant to.</summary>
    public sealed record Done(int Code) : WorkerEnd;

    /// <summary>
    /// With an exit code, in the middle of its work: something in it called for that.
    /// </summary>
    public sealed record Exited(int Code) : WorkerEnd;

    /// <summary>By a signal, or by what Windows ends a process for.</summary>
    /// <param name="Reason">Such as <c>was aborted (SIGABRT)</c>.</param>
    public sealed record Died(string Reason) : WorkerEnd;

    /// <summary>It gave no sign of life, and was killed for that.</summary>
    public sealed record Hung(TimeSpan Patience) : WorkerEnd;

    /// <summary>What the exit code of a process says.</summary>
    /// <param name="code">
    /// As .NET gives it: 128 and the signal's number where a signal ended it.
    /// </param>
    /// <param name="record">What the worker wrote last.</param>
    /// <param name="lackedMemory">
    /// Whether the system has killed some process for its memory meanwhile.
    /// </param>
    public static WorkerEnd Of(int code, StepRecord record, bool lackedMemory)
    {
        if (record.Ended == code)
            return new Done(code);
        // A launcher of ranks has nothing to say where the first of them has said it.
        if (code == 0 && record.Ended is { } ended)
            return new Done(ended);
        if (code == Killed && lackedMemory)
            return new Died(WorkerDeath.OfMemory);
        return Reasons.TryGetValue(code, out var reason) ? new Died(reason) : new Exited(code);
    }

    /// <summary>In a few words that follow "the worker process".</summary>
    public sealed override string ToString() =>
        this switch
        {
            Exited exited => string.Create(CultureInfo.InvariantCulture, $"ended itself with exit code {exited.Code}"),
            Died died => died.Reason,
            Hung hung => string.Create(
                CultureInfo.InvariantCulture,
                $"gave no sign of life for {hung.Patience.TotalMinutes:0.##} minutes"
            ),
            _ => "ended",
        };

    private const int Killed = 137;

    private static readonly Dictionary<int, string> Reasons = new()
    {
        [131] = "was ended (SIGQUIT)",
        [132] = "met an illegal instruction (SIGILL)",
        [134] = "was aborted (SIGABRT)",
        [135] = "met a bus error (SIGBUS)",
        [136] = "met an arithmetic fault (SIGFPE)",
        [Killed] = "was killed (SIGKILL)",
        [139] = "met a segmentation fault (SIGSEGV)",
        [152] = "used up its processor time (SIGXCPU)",
        [153] = "met the limit on the size of files (SIGXFSZ; see ulimit -f)",
        [143] = "was terminated (SIGTERM)",
        [unchecked((int)0x80131623)] = "was ended by FailFast",
        [unchecked((int)0xE0434352)] = "was ended by an exception that nobody caught",
        [unchecked((int)0xC00000FD)] = "overflowed its stack",
        [unchecked((int)0xC0000005)] = "met an access violation",
        [unchecked((int)0xC0000409)] = "was aborted",
    };
}
