using RoCL.Runs.Recovery;

namespace Runs.Tests.Recovery;

/// <summary>What is said of a worker process that dies in one step again and again.</summary>
public sealed class NamingWorkerDeaths
{
    private const string Attack = "views.adv.attack (Lab/pgd 1.0.0)";

    [TestCase("", false, "ROCL0608", "runs/a, step 7")]
    [TestCase(Attack, false, "ROCL0370", $"{Attack}, step 7")]
    [TestCase(Attack, true, "ROCL0371", $"{Attack}, step 7")]
    public void The_component_is_named_where_one_was_running(string place, bool isHung, string code, string where)
    {
        var death = new WorkerDeath(DateTimeOffset.UnixEpoch, Process: 42, Step: 7, place, "was killed", "")
        {
            IsHung = isHung,
        };
        var problem = WorkerProblem.Of(run: null, "runs/a", death, times: 3);
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, where)));
        Assert.That(
            problem.What,
            Does.EndWith("The worker process was killed; it was started again, and died there 3 times.")
        );
    }

    [Test]
    public void Where_the_machine_had_no_memory_left_no_plugin_is_to_be_repaired()
    {
        var how = $"{WorkerDeath.OfMemory}: Killed";
        var death = new WorkerDeath(DateTimeOffset.UnixEpoch, Process: 42, Step: 7, Attack, how, "");
        var problem = WorkerProblem.Of(run: null, "runs/a", death, times: 3);
        Assert.That(problem.Code, Is.EqualTo("ROCL0370"));
        Assert.That(problem.Remedy, Does.Contain("train.chunk").And.Not.Contain("repaired"));
    }

    [Test]
    public void Before_the_first_step_no_step_is_named()
    {
        var death = new WorkerDeath(DateTimeOffset.UnixEpoch, Process: 42, Step: -1, "", "was killed", "");
        var problem = WorkerProblem.Of(run: null, "runs/a", death, times: 3);
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0608", "runs/a")));
        Assert.That(problem.Remedy, Does.Contain("rocl run runs/a"));
    }
}
