using RoCL.Suites.Scheduling;

namespace Suites.Tests.Scheduling;

/// <summary>The batch scripts, as text: they are pure functions of what is asked for.</summary>
public sealed class WritingScripts
{
    private static readonly SlurmSettings Settings = SlurmSettingsReader
        .Read([
            new("slurm", "partition", "gpu"),
            new("slurm", "gpus", "1"),
            new("slurm", "time", "4:00:00"),
            new("slurm", "atOnce", "2"),
            new("slurm", "stopAfter", "3h50m"),
            new("slurm", "setup", "module load dotnet"),
            new("slurm", "extra", "--exclude=node3"),
        ])
        .ValueOrThrow();

    private static readonly SlurmJob Job = new(
        "tiny 'one'",
        "/data/my runs/out",
        "/home/ada",
        ["/opt/rocl/rocl"],
        ["--device", "cuda"],
        ["a_seed=1", "b_seed=1", "a_seed=2"],
        IsAlone: false,
        Settings
    );

    [Test]
    public void The_script_of_the_runs_is_this_text() =>
        Assert.That(
            SlurmScript.OfRuns(Job),
            Is.EqualTo(
                """
                #!/usr/bin/env bash
                # The runs of the suite 'tiny 'one'', written by `rocl run --on slurm`.
                # Task k makes run k of the list below. By hand, those of some runs: sbatch --array=1,3 THIS_FILE
                #SBATCH --job-name=rocl-tiny--one-
                #SBATCH --array=0-2%2
                #SBATCH --requeue
                #SBATCH --open-mode=append
                #SBATCH --signal=B:USR1@180
                #SBATCH --output="/data/my runs/out/slurm/%a.log"
                #SBATCH --chdir=/home/ada
                #SBATCH --partition=gpu
                #SBATCH --gpus=1
                #SBATCH --time=4:00:00
                #SBATCH --exclude=node3
                set -u

                runs=(
                  a_seed=1
                  b_seed=1
                  a_seed=2
                )
                row=${runs[$SLURM_ARRAY_TASK_ID]}
                folder='/data/my runs/out'/$row
                module load dotnet

                # Slurm warns the shell alone of the end of the time, by USR1: rocl then writes a checkpoint and ends.
                # A job that is cancelled or preempted gets TERM, and rocl with it where it is there: the shell waits.
                again=no
                ended=no
                rocl=
                trap 'again=yes; [ -z "$rocl" ] || kill -USR1 "$rocl" 2>/dev/null' USR1
                trap 'ended=yes' TERM
                before=$(ls -R "$folder" 2>/dev/null)

                /opt/rocl/rocl run '/data/my runs/out' --device cuda --stop-after 3h50m --row "$row" &
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
                if [ "$ended" = no ] && { [ "$again" = yes ] || [ "$code" -eq 75 ]; }; then
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

                """.ReplaceLineEndings("\n")
            )
        );

    [Test]
    public void The_table_has_a_job_of_its_own_without_the_runs_resources()
    {
        var script = SlurmScript.OfTables(Job);
        Assert.That(
            script,
            Does.Contain("#SBATCH --partition=gpu\n").And.Not.Contain("gpus").And.Not.Contain("exclude")
        );
        Assert.That(
            script,
            Does.EndWith("module load dotnet\n\nexec /opt/rocl/rocl run '/data/my runs/out' --tables\n")
        );
    }

    [Test]
    public void A_run_alone_is_its_own_folder_and_what_was_typed_counts_over_the_file()
    {
        var script = SlurmScript.OfRuns(Job with { IsAlone = true, Runs = ["a"], Options = ["--stop-after", "1h"] });
        Assert.That(
            script,
            Does.Contain("runs=(\n  .\n)").And.Contain("rocl run '/data/my runs/out' --stop-after 1h &")
        );
        Assert.That(script, Does.Not.Contain("--row").And.Not.Contain("3h50m"));
    }

    [TestCase("it's", ExpectedResult = @"folder='it'\''s'/$row")]
    [TestCase("$(reboot)", ExpectedResult = "folder='$(reboot)'/$row")]
    [TestCase("/a/b-c_d", ExpectedResult = "folder=/a/b-c_d/$row")]
    public string A_path_is_one_word_whatever_is_in_it(string folder) =>
        SlurmScript
            .OfRuns(Job with { Folder = folder })
            .Split('\n')
            .Single(line => line.StartsWith("folder=", StringComparison.Ordinal));
}
