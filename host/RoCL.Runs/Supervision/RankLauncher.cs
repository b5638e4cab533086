using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoCL.Runs.Supervision;

/// <summary>Starts a worker as several ranks, by a launcher such as mpirun.</summary>
/// <param name="command">The launcher and its options; empty for a single process.</param>
internal sealed class RankLauncher(ImmutableArray<string> command)
{
    // A process of a session of its own hears nothing of Ctrl-C at the terminal, by which mpirun
    // would kill its ranks.
    private const string OwnSession = "/usr/bin/setsid";

    // mpirun passes it on to all ranks; at SIGTERM it kills them a second later.
    private const PosixSignal FirstOfUser = (PosixSignal)10;

    /// <summary>Whether there are several ranks.</summary>
    public bool AreLaunched => !command.IsEmpty;

    /// <summary>The signal by which ranks are asked to stop, in the place of another one.</summary>
    /// <param name="signal">What the supervisor received.</param>
    public PosixSignal Passed(PosixSignal signal) => AreLaunched ? FirstOfUser : signal;

    /// <summary>How the launcher is started, so that it starts the program.</summary>
    /// <param name="program">How the program is started.</param>
    public ProcessStartInfo Over(ProcessStartInfo program)
    {
        if (!AreLaunched)
            return program;
        string[] session = File.Exists(OwnSession) ? [OwnSession] : [];
        string[] whole = [.. session, .. command, program.FileName, .. program.ArgumentList];
        // Launchers give ranks a terminal, whose control codes would be in their logs.
        program.Environment["TERM"] = "dumb";
        program.FileName = whole[0];
        program.ArgumentList.Clear();
        foreach (var argument in whole.Skip(1))
            program.ArgumentList.Add(argument);
        return program;
    }

    /// <summary>Starts it.</summary>
    /// <param name="start">How.</param>
    /// <exception cref="ProblemException">ROCL0932: there is no such launcher.</exception>
    public Process Start(ProcessStartInfo start)
    {
        if (AreLaunched && !IsInPath(command[0]))
            throw new ProblemException(NotThere());
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault) when (AreLaunched)
        {
            throw new ProblemException(NotThere(), fault);
        }
    }

    private static bool IsInPath(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return File.Exists(program) || folders.Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    private Problem NotThere() =>
        new(
            "ROCL0932",
            "--ranks",
            $"The ranks cannot be started: there is no command {command[0]}.",
            "Install Open MPI (on Debian: openmpi-bin), load its module, or name another command by --launcher."
        );
}
