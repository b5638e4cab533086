using System.Diagnostics;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Supervision;

/// <summary>How one worker ended, and what it was at.</summary>
/// <param name="End">How.</param>
/// <param name="Id">Of the process.</param>
/// <param name="Record">What it wrote last.</param>
/// <param name="Said">What its runtime said of its death.</param>
public sealed record Worked(WorkerEnd End, int Id, StepRecord Record, string Said);

/// <summary>Starts a worker and watches it to its end.</summary>
/// <param name="program">How the program is started with some arguments.</param>
/// <param name="terminal">Where its standard error goes.</param>
public sealed class WorkerProcess(Func<IReadOnlyList<string>, ProcessStartInfo> program, TextWriter terminal)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Runs one to its end. A signal is passed on to it, the second one kills it.
    /// </summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="patience">How long a step or a component may give no sign of life.</param>
    /// <param name="signals">What asks for a stop.</param>
    public Worked Run(IReadOnlyList<string> arguments, TimeSpan patience, Signals signals)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var record = StepRecordFile.Create(path);
            var words = new LastWords(terminal);
            var lackedBefore = MemoryKills.Count();
            var start = program([.. arguments, Worker.Option, path]);
            // What it writes to its terminal is its own; its input is the lifeline that it holds on
            // to.
            (start.RedirectStandardInput, start.RedirectStandardError) = (true, true);
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is { } text)
                    words.Hear(text);
            };
            process.BeginErrorReadLine();
            var hung = Watch(process, record, patience, signals);
            process.WaitForExit();
            var last = record.Read();
            var end = hung
                ? new WorkerEnd.Hung(patience)
                : WorkerEnd.Of(process.ExitCode, last, MemoryKills.Count() > lackedBefore);
            return new(end, process.Id, last, words.Of(end));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Silence is counted look by look, not by the clock: a machine that slept, or a job that was
    // suspended, has not been silent.
    private static bool Watch(Process process, StepRecordFile record, TimeSpan patience, Signals signals)
    {
        var (told, beats, silence) = (0, 0L, TimeSpan.Zero);
        while (!process.WaitForExit(Look))
        {
            if (signals.Count > told)
            {
                if (told++ > 0)
                    process.Kill();
                else
                    Signalling.Send(signals.Received!.Value, process);
            }
            var now = record.Read();
            silence = now.IsAtWork && now.Beats == beats ? silence + Look : TimeSpan.Zero;
            beats = now.Beats;
            if (silence < patience)
                continue;
            process.Kill();
            return true;
        }
        return false;
    }
}
