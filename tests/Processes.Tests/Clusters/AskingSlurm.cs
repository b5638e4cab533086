using RoCL.Suites.Scheduling;

namespace Processes.Tests.Clusters;

/// <summary>What becomes of Slurm's commands when they do not answer, without a cluster.</summary>
public sealed class AskingSlurm
{
    [Test, Platform(Exclude = "Win", Reason = "shell commands")]
    public void A_command_that_is_missing_silent_slow_or_refuses_is_one_problem()
    {
        var client = new SlurmClient(TimeSpan.FromSeconds(20));
        Assert.That(client.Run("no-such-sbatch").Problems.Single().Code, Is.EqualTo("ROCL0903"));
        var silent = client.Run("sh", "-c", "echo 'sbatch: error: Unable to contact slurm controller' >&2; exit 1");
        Assert.That(silent.Problems.Single().Code, Is.EqualTo("ROCL0904"));
        var refused = client.Run("sh", "-c", "echo 'sbatch: error: invalid partition specified: x' >&2; exit 1");
        Assert.That(
            $"{refused.Problems.Single()}",
            Does.StartWith("ROCL0905 sh: Slurm refuses: sbatch: error: invalid partition specified: x.")
        );
        Assert.That(client.Run("sh", "-c", "echo 12").ValueOrThrow(), Is.EqualTo("12\n"));
        var slow = new SlurmClient(TimeSpan.FromMilliseconds(100)).Run("sleep", "60");
        Assert.That(slow.Problems.Single().Code, Is.EqualTo("ROCL0904"));
    }
}
