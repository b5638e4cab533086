using System.Globalization;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// The batch scripts of a suite, pure functions of what is asked for: people read them, change them
/// and submit them by hand.
/// </summary>
public static class SlurmScript
{
    /// <summary>
    /// The script of an array: task k makes run k, asks for a checkpoint when Slurm warns of the
    /// end of the time, and queues itself again.
    /// </summary>
    public static string OfRuns(SlurmJob job)
    {
        var limit = job.Settings.AtOnce is { } atOnce ? FormattableString.Invariant($"%{atOnce}") : "";
        var notice = job.Settings.Notice.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        string[] options = [.. Options(job), .. job.IsAlone ? Array.Empty<string>() : ["--row"]];
        var run = $"{Words([.. job.Program, "run", job.Folder, .. options])}{(job.IsAlone ? "" : " \"$row\"")}";
        return $$"""
            #!/usr/bin/env bash
            # The runs of the suite '{{Line(job.Suite)}}', written by `rocl run --on slurm`.
            # Task k makes run k of the list below. By hand, those of some runs: sbatch --array=1,3 THIS_FILE
            #SBATCH --job-name={{JobName(job.Suite)}}
            #SBATCH --array=0-{{job.Runs.Length - 1}}{{limit}}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --signal=B:USR1@{{notice}}
            #SBATCH --output={{Quoted(Path.Combine(job.Slurm, "%a.log"))}}
            #SBATCH --chdir={{Quoted(job.WorkingDirectory)}}
            {{Directives(job.Settings.Directives)}}set -u

            runs=(
            {{string.Concat(job.Runs.Select(name => $"  {Word(job.IsAlone ? "." : name)}\n"))}})
            row=${runs[$SLURM_ARRAY_TASK_ID]}
            folder={{Word(job.Folder)}}/$row
            {{Setup(job)}}
            # Slurm warns the shell alone of the end of the time, by USR1: rocl then writes a checkpoint and ends.
            # A job that is cancelled or preempted gets TERM, and rocl with it where it is there: the shell waits.
            again=no
            ended=no
            rocl=
            trap 'again=yes; [ -z "$rocl" ] || kill -USR1 "$rocl" 2>/dev/null' USR1
            trap 'ended=yes' TERM
            before=$(ls -R "$folder" 2>/dev/null)

            {{run}} &
            rocl=$!
            [ "$again" = no ] || kill -USR1 "$rocl"
            [ "$ended" = no ] || kill "$rocl"
            wait "$rocl"
            code=$?
            while kill -0 "$rocl" 2>/dev/null; do
              wait "$rocl"
              code=$?
            done

            # The files of the run decide: one that has finished or failed is done.
            if [ -e "$folder/summary.json" ] || [ -e "$folder/failure.json" ]; then
              exit "$code"
            fi
            # 75 is "submit me again", from --stop-after; a job that was cancelled is not queued again.
            if [ "$ended" = no ] && { [ "$again" = yes ] || [ "$code" -eq {{ExitCode.SubmitAgain}} ]; }; then
              if [ "$(ls -R "$folder" 2>/dev/null)" = "$before" ]; then
                echo "The run made no progress in its time, and is not queued again." >&2
                exit "$code"
              fi
              for _ in 1 2 3 4 5; do
                [ "$ended" = no ] || exit "$code"
                timeout 60 scontrol requeue "$SLURM_JOB_ID" && exit 0
                sleep 10
              done
              echo "The job could not be queued again. Give the command again: rocl run FOLDER --on slurm" >&2
            fi
            exit "$code"

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The script of the job that makes the tables when all runs have ended.</summary>
    public static string OfTables(SlurmJob job) =>
        $$"""
            #!/usr/bin/env bash
            # The tables of the suite '{{Line(job.Suite)}}', written by `rocl run --on slurm`.
            #SBATCH --job-name={{JobName(job.Suite)}}-tables
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --output={{Quoted(Path.Combine(job.Slurm, "tables.log"))}}
            #SBATCH --chdir={{Quoted(job.WorkingDirectory)}}
            #SBATCH --time=10
            {{Directives(job.Settings.TableDirectives)}}set -u
            {{Setup(job)}}
            exec {{Words([.. job.Program, "run", job.Folder, "--tables"])}}

            """.ReplaceLineEndings("\n");

    private static IEnumerable<string> Options(SlurmJob job)
    {
        var states = job.Options.Contains("--stop-after", StringComparer.Ordinal);
        string[] stated = job.Settings.StopAfter is { } time && !states ? ["--stop-after", time] : [];
        return [.. job.Options, .. stated];
    }

    private static string JobName(string suite) =>
        $"rocl-{string.Concat(suite.Take(40).Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-'))}";

    private static string Directives(ImmutableArray<string> directives) =>
        string.Concat(directives.Select(directive => $"#SBATCH {directive}\n"));

    private static string Setup(SlurmJob job) => string.Concat(job.Settings.Setup.Select(line => $"{line}\n"));

    private static string Words(ImmutableArray<string> words) => string.Join(' ', words.Select(Word));

    // A word of a shell, in quotes where it needs them.
    private static string Word(string word) =>
        word.Length > 0 && word.All(sign => char.IsAsciiLetterOrDigit(sign) || "_./:=,@%+-".Contains(sign))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    // sbatch takes double quotes around a value with spaces.
    private static string Quoted(string value) =>
        value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;

    private static string Line(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign));
}
