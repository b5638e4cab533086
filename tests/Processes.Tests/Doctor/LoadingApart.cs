using System.Diagnostics;
using RoCL.Host.Doctor;

namespace Processes.Tests.Doctor;

/// <summary>
/// What loading libtorch does to a process is found by one that is there for that.
/// </summary>
[Platform(Exclude = "Win", Reason = "signals are Unix's own")]
public sealed class LoadingApart
{
    [Test]
    public void A_process_that_a_bus_error_ends_is_a_problem_with_its_reason()
    {
        var problem = TrialLoad.Died(new ProcessStartInfo("sh", ["-c", "echo words; kill -BUS $$"]))!;
        Assert.That(problem.Code, Is.EqualTo("ROCL0705"));
        Assert.That(problem.What, Does.Contain("it met a bus error (SIGBUS)."));
    }

    [TestCase(0)]
    [TestCase(7)]
    public void One_that_ends_by_itself_leaves_the_diagnosis_to_the_next(int code) =>
        Assert.That(TrialLoad.Died(new ProcessStartInfo("sh", ["-c", $"exit {code}"])), Is.Null);
}
