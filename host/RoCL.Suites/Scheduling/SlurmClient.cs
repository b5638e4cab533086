using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RoCL.Core;

namespace RoCL.Suites.Scheduling;

/// <summary>Slurm's own commands, each with a time limit.</summary>
/// <param name="patience">How long one may take.</param>
public sealed class SlurmClient(TimeSpan patience)
{
    // What the commands say where no controller answers.
    private static readonly ImmutableArray<string> NoAnswer =
    [
        "Unable to contact slurm controller",
        "Unable to establish controller machine",
        "Could not establish a configuration source",
        "Connection refused",
        "Connection timed out",
        "Socket timed out",
        "Zero Bytes were transmitted or received",
        "is DOWN",
    ];

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">Such as <c>squeue</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>
    /// What it wrote to standard output; ROCL0903 it is not installed, ROCL0904 no controller
    /// answers in time, ROCL0905 it refuses, with its words.
    /// </returns>
    public Result<string> Run(string command, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            return Ended(process, command);
        }
        catch (Win32Exception)
        {
            return new Problem(
                "ROCL0903",
                command,
                "The command of Slurm is not installed here.",
                "Give this command on a machine from which jobs are submitted, or leave out --on slurm."
            );
        }
    }

    private Result<string> Ended(Process process, string command)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            var seconds = patience.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return Silent(command, $"The command did not end within {seconds} s.");
        }

        var said = $"{error.Result} {output.Result}";
        if (NoAnswer.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase)))
            return Silent(command, $"No controller of Slurm answers: {OneLine(said)}.");
        return process.ExitCode == 0
            ? output.Result
            : new Problem(
                "ROCL0905",
                command,
                $"Slurm refuses: {OneLine(said)}.",
                "Change the settings that it names, in the suite's \"slurm\" or by --slurm KEY=VALUE."
            );
    }

    private static Problem Silent(string command, string what) =>
        new(
            "ROCL0904",
            command,
            what,
            "Try again when `scontrol ping` says that the controller is up; jobs and results are as they were."
        );

    private static string OneLine(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it says nothing" : string.Join("; ", lines.Distinct().Take(4)).TrimEnd('.');
    }
}
