using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;

namespace Processes.Tests.Supervision;

/// <summary>A plugin that takes its process with it loses no run, and is named.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "some ways to die are Unix's own")]
public sealed class Dying
{
    private const string Attack = "views.adv.attack={\"use\":\"dies-on-cue\",\"marker\":\"deaths\",\"ways\":[\"";

    // In their order, each with what is said of it.
    private static readonly (string Way, string How)[] Ways =
    [
        ("fails fast", "was aborted (SIGABRT): Process terminated. no way out"),
        ("overflows", "was aborted (SIGABRT): Stack overflow."),
        ("aborts", "was aborted (SIGABRT)"),
        (
            "throws on a thread",
            "was aborted (SIGABRT): Unhandled exception. System.InvalidOperationException: nobody catches this"
        ),
        ("exits", "ended itself with exit code 0"),
        ("exits natively", "ended itself with exit code 3"),
        ("never returns", "gave no sign of life for 0.03 minutes"),
    ];

    [Test]
    public void In_every_way_the_run_goes_on_to_the_same_bits_and_the_record_names_the_component()
    {
        using var watched = new Watched();
        string[] Command(string root, params string[] ways) =>
            watched.Command(root, $"{Attack}{string.Join("\",\"", ways)}\"]}}", "train.epochs=5");
        Assert.That(
            watched.Run("whole", Command("whole", "lives")).Code,
            Is.Zero,
            "the process ends with its work, though the plugin has left a thread running"
        );
        File.Delete(watched.Rocl["deaths"]);

        var (code, errors) = watched.Run(
            "cut",
            Command("cut", [.. Ways.Select(way => way.Way)]),
            TimeSpan.FromSeconds(2)
        );
        Assert.That(code, Is.Zero, string.Join('\n', errors));
        Assert.That(watched.Bits("cut"), Is.EqualTo(watched.Bits("whole")));
        var deaths = watched.Deaths("cut");
        Assert.That(deaths.Select(death => death.How), Is.EqualTo(Ways.Select(way => way.How)));
        Assert.That(
            deaths.Select(death => death.Place),
            Is.All.EndsWith(": views.adv.attack (DiesOnCue/dies-on-cue 1.2.3)")
        );
        Assert.That(deaths.Select(death => death.Step), Is.Ordered.And.All.GreaterThanOrEqualTo(2));
        Assert.That(
            errors,
            Has.Length.EqualTo(Ways.Length).And.All.StartsWith("warning the worker process "),
            "no stack goes to the terminal"
        );
        Assert.That(deaths[1].Said, Does.Contain("at DiesOnCue.DiesOnCue.Deeper"), "it is on record");
        Assert.That(
            File.ReadLines(watched.Rocl["cut/log.jsonl"])
                .Count(line => line.Contains("\"@mt\":\"Worker {Process}", StringComparison.Ordinal)),
            Is.EqualTo(Ways.Length)
        );
        Assert.That(RunState.Of(new(new DiskFiles(), watched.Rocl["cut"])), Is.TypeOf<RunState.Finished>());
    }

    [Test]
    public void A_run_is_given_up_after_three_deaths_at_one_step_and_goes_on_with_a_repaired_plugin()
    {
        using var watched = new Watched();
        string[] suite = watched.Command("suite", $"{Attack}aborts\",\"for good\"]}}", "checkpoints.every=\"9 steps\"");
        var (code, errors) = watched.Run("suite", [.. suite, "--grid", "views.adv.attack.call=3,99"]);
        Assert.That(code, Is.EqualTo(4), string.Join('\n', errors));
        Assert.That(
            errors.Count(line =>
                line.StartsWith(
                    "warning the worker process was aborted (SIGABRT) in step 2, in ",
                    StringComparison.Ordinal
                )
            ),
            Is.EqualTo(2),
            string.Join('\n', errors)
        );
        Assert.That(errors[0], Does.Contain(" in step 0, in "), "the rehearsal, which is not done again");
        Assert.That(
            errors.Single(line => line.StartsWith("error ", StringComparison.Ordinal)),
            Does.StartWith("error ROCL0370 ")
                .And.Contain(
                    "views.adv.attack (DiesOnCue/dies-on-cue 1.2.3), step 2: "
                        + "The component was running when the process died. "
                        + "The worker process was aborted (SIGABRT); it was started again, and died there 3 times."
                )
        );
        var runs = RunFolder.In(new DiskFiles(), watched.Rocl["suite"]);
        var failed = runs.Single(run => run.Name.EndsWith("=3", StringComparison.Ordinal));
        var whole = runs.Single(run => run.Name.EndsWith("=99", StringComparison.Ordinal));
        Assert.That((RunState.Of(failed) as RunState.Failed)?.Problem.Code, Is.EqualTo("ROCL0370"));
        Assert.That(RunState.Of(whole), Is.TypeOf<RunState.Finished>(), "the suite goes on");

        File.WriteAllText(watched.Rocl["deaths"], "xxx");
        Assert.That(watched.Run("suite", watched.Again("suite")).Code, Is.Zero);
        Assert.That(RunState.Of(failed), Is.TypeOf<RunState.Finished>(), "its plugin was repaired");
    }

    [Test, Explicit("one of the ways above, three times over: half a minute of waiting")]
    public void What_takes_longer_than_patience_again_and_again_did_not_return()
    {
        using var watched = new Watched();
        var (code, errors) = watched.Run(
            "run",
            watched.Command("run", $"{Attack}never returns\",\"for good\"]}}", "checkpoints.every=\"9 steps\""),
            TimeSpan.FromSeconds(1)
        );
        Assert.That(code, Is.EqualTo(4), string.Join('\n', errors));
        Assert.That(
            errors[^2],
            Does.StartWith("error ROCL0371 ")
                .And.Contain("(DiesOnCue/dies-on-cue 1.2.3), step 2: The component did not return.")
        );
        Assert.That(errors[^1], Does.EndWith($"by: rocl check {watched.Rocl["run/failed-step-00000002"]}"));
    }
}
