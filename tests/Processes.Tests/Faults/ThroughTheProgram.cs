using Processes.Tests.Runs;
using Shared.Plugins;
using Shared.Runs;

namespace Processes.Tests.Faults;

/// <summary>
/// A few of the faults through the real program: exit code, one line of error, what is left in the
/// folder.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ThroughTheProgram
{
    private static readonly string[] Command =
    [
        "run",
        "faulty.json",
        "--out",
        "run",
        "--device",
        "cpu",
        "--plugin",
        Places.TestPlugin("Faulty"),
    ];

    [Test]
    public void A_step_that_fails_fails_again_by_itself_and_its_run_goes_on_when_the_plugin_is_repaired()
    {
        using var rocl = Made();
        var step = Path.Combine("run", "failed-step-00000002");
        var ended = rocl.Run([
            .. Command,
            "--set",
            """
            views.adv.attack={
              "use": "faulty-attack", "kind": "shape", "after": 0, "repaired": "repaired",
              "ill": { "from": 0, "to": 2, "over": "4 steps" }
            }
            """,
        ]);
        Fails(ended, 4, "ROCL0330", "views.adv.attack (Faulty/faulty-attack 1.2.3), step 2");
        Assert.That(
            ended.Complaints[1],
            Does.StartWith("warning everything up to the last checkpoint is safe in run;")
                .And.EndWith($"rocl check {step}")
        );
        var again = rocl.Run("check", step, "--plugin", Places.TestPlugin("Faulty"));
        Assert.That((again.Code, again.Complaints), Is.EqualTo((4, new[] { ended.Complaints[0] })), again.ToString());
        Assert.That(again.Output, Does.Contain("FAILS   as it did in the run"));
        Assert.That(rocl.Files(), Has.Member(Path.Combine("run", "checkpoints", "step-00000002", "manifest.json")));
        File.WriteAllText(rocl["repaired"], "");
        var passed = rocl.Run("check", step, "--plugin", Places.TestPlugin("Faulty"));
        Assert.That(
            (passed.Code, passed.Error, passed.Output),
            Is.EqualTo((0, "", $"{step}: step 2\n  sound   step 2 passes; go on with: rocl run {rocl["run"]}\n")),
            passed.ToString()
        );
        var repaired = rocl.Run("run", "run", "--plugin", Places.TestPlugin("Faulty"));
        Assert.That((repaired.Code, repaired.Complaints.Length), Is.EqualTo((0, 0)), repaired.ToString());
    }

    [TestCase(
        "loss.0.kind=\"nan\"",
        4,
        "ROCL0320",
        "loss.0 (Faulty/faulty-loss 1.2.3), step 2",
        TestName = "A loss that is not a number"
    )]
    [TestCase(
        "data.kind=\"range\"",
        5,
        "ROCL0468",
        "data (Faulty/faulty-data 1.2.3)",
        TestName = "Data of other pixels than promised"
    )]
    [TestCase(
        "views.adv.attack={\"use\":\"missing-dependency\"}",
        4,
        "ROCL0225",
        "plugin MissingDependency 1.2.3",
        TestName = "A library that was left behind"
    )]
    public void Fails_with_one_line_and_a_documented_code(string setting, int exit, string code, string named)
    {
        using var rocl = Made();
        Fails(
            rocl.Run([.. Command, "--plugin", Places.TestPlugin("MissingDependency"), "--set", setting]),
            exit,
            code,
            named
        );
    }

    [Test]
    public void Two_gigabytes_of_managed_memory_are_the_plugins_where_there_are_so_many_and_else_its_fault()
    {
        using var rocl = Made();
        string[] hungry = [.. Command, "--set", "views.adv.attack.kind=\"memory\""];
        var enough = rocl.Run(hungry);
        Assert.That((enough.Code, enough.Complaints.Length), Is.EqualTo((0, 0)), enough.ToString());
        Directory.Delete(rocl["run"], recursive: true);
        rocl.Variables["DOTNET_GCHeapHardLimit"] = "0x20000000";
        Fails(rocl.Run(hungry), 4, "ROCL0349", "views.adv.attack (Faulty/faulty-attack 1.2.3), step 2");
        Assert.That(rocl.Files(), Has.Member(Path.Combine("run", "checkpoints", "step-00000002", "manifest.json")));
    }

    [Test]
    public void Listing_examining_and_running_others_runs_no_code_of_a_plugin()
    {
        using var rocl = Made();
        using var folder = new PluginsFolder("LeavesTrace", "ThrowsInStaticConstructor", "MissingDependency");
        folder.Write("Bad/Bad.dll", [1, 2, 3]);
        var trace = Path.Combine(folder.Root, "LeavesTrace", "LeavesTrace.dll.trace");
        Assert.That(
            rocl.Run("plugins", "--plugin", folder.Root).Output,
            Does.Contain("leaves-trace").And.Contain("ROCL0210").And.Contain("ROCL0225")
        );
        Assert.That(rocl.Run("doctor", "--plugin", folder.Root).Output, Does.Match("loads +LeavesTrace"));
        Assert.That(rocl.Run([.. Command, "--plugin", folder.Root]).Code, Is.Zero);
        Assert.That(File.Exists(trace), Is.False);
        using var run = new FaultyRun(Places.TestPlugin("Faulty"), folder.Root);
        run.Run("views.adv.attack={\"use\":\"leaves-trace\"}");
        Assert.That(
            File.ReadAllLines(trace),
            Is.EquivalentTo(new[] { "module initializer", "static constructor", "constructor" }),
            "the trap does snap"
        );
    }

    private static void Fails(Ended ended, int exit, string code, string named)
    {
        Assert.That(ended.Code, Is.EqualTo(exit), ended.ToString());
        Assert.That(
            ended.ErrorLines.Where(line => !line.StartsWith("warning ", StringComparison.Ordinal)).Single(),
            Does.StartWith($"error {code} ").And.Contain(named)
        );
        Assert.That(ended.ToString(), Does.Not.Contain("   at "), "no stack trace");
    }

    private static Rocl Made()
    {
        var rocl = new Rocl();
        File.WriteAllText(rocl["faulty.json"], FaultyRun.Recipe);
        return rocl;
    }
}
