using System.Diagnostics;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Supervision;

/// <summary>How one worker ended, and what it was doing.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Id">The id of the process.</param>
/// <param name="Record">What it wrote down last.</param>
/// <param name="Said">What its runtime said of its death.</param>
public sealed record Worked(WorkerEnd End, int Id, StepRecord Record, string Said);

/// <summary>Starts a worker and watches it to its end.</summary>
/// <param name="program">How the program is started with some arguments.</param>
/// <param name="terminal">Where its standard error goes.</param>
public sealed class WorkerProcess(Func<IReadOnlyList<string>, ProcessStartInfo> program, TextWriter terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // A worker whose work is over ends within seconds, or is ended.
    private static readonly TimeSpan PatienceWithEnd = TimeSpan.FromSeconds(15);

    // A process that a plugin started may hold the other end of standard error for ever.
    private static readonly TimeSpan PatienceWithWords = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs one to its end. A signal is passed on to it, and the second one kills it.
    /// </summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="patience">How long a step or a component may give no sign of life.</param>
    /// <param name="signals">What asks for a stop.</param>
    /// <param name="look">Called again and again while it works.</param>
    /// <param name="launcher">
    /// The command that starts it as several ranks; empty where it is one process.
    /// </param>
    public Worked Run(
        IReadOnlyList<string> arguments,
        TimeSpan patience,
        Signals signals,
        Action? look = null,
        ImmutableArray<string> launcher = default
    )
    {
        var ranks = new RankLauncher(launcher.IsDefault ? [] : launcher);
        using var record = TemporaryRecord.Create();
        try
        {
            var words = new LastWords(terminal);
            var killsBefore = MemoryKills.Count();
            using var process = Start([.. arguments, Worker.Option, record.Path], words, ranks);
            var killed = Watch(process, record, patience, signals, ranks, look);
            process.WaitForExitAsync().Wait(PatienceWithWords);

            var last = record.Read();
            var lackedMemory = MemoryKills.Count() > killsBefore;
            var end = killed ?? WorkerEnd.Of(process.ExitCode, last, lackedMemory);
            return new Worked(end, process.Id, last, words.Of(end));
        }
        finally
        {
            Leftovers.Drop(() => File.Delete(record.Path));
        }
    }

    // It writes to the terminal itself, but for its errors; its input is the lifeline that it holds
    // on to.
    private Process Start(string[] arguments, LastWords words, RankLauncher ranks)
    {
        var start = ranks.Over(program(arguments));
        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        var process = ranks.Start(start);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                words.Receive(text);
        };
        process.BeginErrorReadLine();
        return process;
    }

    // How it ended where it was killed for its silence, which is counted look by look and not by
    // the clock: a machine that slept, or a job that was suspended, has not been silent.
    private static WorkerEnd? Watch(
        Process process,
        StepRecordFile record,
        TimeSpan patience,
        Signals signals,
        RankLauncher ranks,
        Action? look
    )
    {
        var passedOn = 0;
        var beats = 0L;
        var silence = TimeSpan.Zero;
        while (!process.WaitForExit(Interval))
        {
            look?.Invoke();
            if (signals.Count > passedOn)
            {
                PassOn(signals, isFirst: passedOn == 0, process, ranks);
                passedOn++;
            }

            var now = record.Read();
            var isSilent = now.Ended is not null || (now.IsAtWork && now.Beats == beats);
            silence = isSilent ? silence + Interval : TimeSpan.Zero;
            beats = now.Beats;
            if (silence < (now.Ended is null ? patience : PatienceWithEnd))
                continue;
            Kill(process, ranks);
            return now.Ended is { } code ? new WorkerEnd.Done(code) : new WorkerEnd.Hung(patience);
        }

        return null;
    }

    private static void Kill(Process process, RankLauncher ranks)
    {
        process.Kill(entireProcessTree: ranks.AreLaunched);
        process.WaitForExit(PatienceWithEnd);
    }

    private static void PassOn(Signals signals, bool isFirst, Process process, RankLauncher ranks)
    {
        if (isFirst)
            Signalling.Send(ranks.Passed(signals.Received!.Value), process);
        else
            process.Kill(entireProcessTree: ranks.AreLaunched);
    }
}
