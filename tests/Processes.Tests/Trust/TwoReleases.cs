using System.Text.Json.Nodes;
using Processes.Tests.Runs;
using Shared.Folders;
using Shared.Plugins;

namespace Processes.Tests.Trust;

/// <summary>
/// Two releases of one plugin in one suite at the real program; and what becomes of its runs when
/// their plugin is another one.
/// </summary>
public sealed class TwoReleases
{
    private const string One = "suite/demo-rocl_use=sign-momentum_1.0_epochs=5";
    private const string Two = "suite/demo-rocl_use=sign-momentum_1.1_epochs=5";
    private static readonly string[] Both =
    [
        "--plugins",
        Places.TestPlugin("SignMomentumOne"),
        "--plugins",
        Places.TestPlugin("SignMomentumTwo"),
    ];
    private static readonly string[] OnlyTwo = ["--device", "cpu", "--plugins", Places.TestPlugin("SignMomentumTwo")];
    private static readonly Rocl Program = new();
    private static Ended _ended = null!;

    [OneTimeSetUp]
    public void RunBoth() =>
        _ended = Program.Run([
            "run",
            "demo-rocl",
            "--out",
            "suite",
            "--device",
            "cpu",
            .. Both,
            .. Rocl.TinyWithoutAttack,
            "--set",
            "views.adv.attack={\"use\":\"sign-momentum\",\"iterations\":2,\"step\":\"8/255\"}",
            "--set",
            "masking.images=0",
            "--set",
            "images={\"train\":64,\"test\":20}",
            "--set",
            "train={\"epochs\":2,\"batch\":16}",
            "--grid",
            "views.adv.attack.use=sign-momentum@1.0,sign-momentum@1.1",
            "--grid",
            "evaluate.0.epochs=5,4",
        ]);

    [OneTimeTearDown]
    public void Leave() => Program.Dispose();

    private static JsonNode Plugin(string run, int entry = 0) =>
        Program.Json($"{run}/environment.json")[entry]!["plugins"]!
            .AsArray()
            .Single(plugin => (string)plugin!["id"]! == "SignMomentum")!;

    private static string Build(string run) =>
        $"{((string)Plugin(run)["version"]!).Split('+')[0]} ({((string)Plugin(run)["sha256"]!)[..8]})";

    [Test]
    public void Stand_in_one_table_whose_rows_say_which_release_made_them()
    {
        Assert.That(_ended.Code, Is.Zero, _ended.ToString());
        Assert.That((Build(One)[..3], Build(Two)[..3]), Is.EqualTo(("1.0", "1.1")));
        Assert.That(Weights(One), Is.Not.EqualTo(Weights(Two)), "each release trained in its own way");
        Assert.That(
            _ended.Output.Split('\n').Where(line => line.Contains("is trained as", StringComparison.Ordinal)),
            Is.EqualTo(
                new[] { One, Two }.Select(run =>
                    $"{Sharing(run)[6..]} is trained as {run[6..]} is: its 8 steps are used."
                )
            ),
            "one release's training is never the other's"
        );
        foreach (var run in new[] { One, Two })
        {
            Assert.That(_ended.Output, Does.Contain($"SignMomentum {Build(run)} |"));
            Assert.That(File.ReadAllText(Program["suite/table.md"]), Does.Contain($"| SignMomentum {Build(run)} |"));
            Assert.That(File.ReadAllText(Program["suite/table.csv"]), Does.Contain($"; SignMomentum {Build(run)}"));
            Assert.That(
                Program.Json("suite/table.json")["rows"]!.ToJsonString(),
                Does.Contain((string)Plugin(run)["sha256"]!)
            );
            Assert.That(
                (string)Program.Json($"{run}/recipe.json")["views"]!["adv"]!["attack"]!["use"]!,
                Is.EqualTo($"sign-momentum@{Build(run)[..3]}")
            );
        }
    }

    /// <summary>The row that is measured otherwise, and trained alike.</summary>
    private static string Sharing(string run) => run.Replace("epochs=5", "epochs=4", StringComparison.Ordinal);

    private static string Weights(string run) => (string)Program.Json($"{run}/summary.json")["weights"]!;

    [Test]
    public void A_row_takes_over_no_training_that_was_made_with_another_build()
    {
        using var rebuilt = new PluginsFolder();
        rebuilt.Add("SignMomentumOne", "SignMomentum");
        rebuilt.Write("SignMomentum/another.dll", [1]);
        FolderCopy.Make(
            Program["suite"],
            Program["again"],
            file => !file.Contains(Sharing(One)[6..], StringComparison.Ordinal)
        );
        var ended = Program.Run(["run", "again", "--plugins", rebuilt.Root, .. OnlyTwo, "--allow-plugin-change"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var row = Sharing(One).Replace("suite", "again", StringComparison.Ordinal);
        Assert.That(ended.Output, Does.Not.Contain("is trained as"));
        Assert.That(Program.Json($"{row}/environment.json").AsArray(), Has.Count.EqualTo(1));
        Assert.That((string)Plugin(row)["sha256"]!, Is.Not.EqualTo((string)Plugin(One)["sha256"]!));
        Assert.That(Weights(row), Is.EqualTo(Weights(One)), "it is the same code, and the same bits");
        Assert.That(
            File.ReadAllText(Program["again/table.md"]),
            Does.Contain(Build(row)).And.Contain(Build(One)).And.Contain(Build(Two))
        );
    }

    /// <summary>
    /// A copy of the first run, stopped after six of eight steps, whose recipe asks for no release.
    /// </summary>
    private static void Unfinished(string copy)
    {
        FolderCopy.Make(Program[One], Program[copy], file => !file.Contains("step-00000008", StringComparison.Ordinal));
        File.Delete(Program[$"{copy}/summary.json"]);
        Program.Remake(copy, recipe => recipe["views"]!["adv"]!["attack"]!["use"] = "sign-momentum");
    }

    [Test]
    public void A_run_goes_on_with_another_release_only_where_that_is_allowed_and_its_record_says_so()
    {
        Unfinished("copy");
        var before = Program.Files().ToList();
        var change = $"SignMomentum {Build(One)} -> {Build(Two)}";
        var refused = Program.Run(["run", "copy", .. OnlyTwo]);
        Assert.That((refused.Code, refused.ErrorLines.Length), Is.EqualTo((4, 1)), refused.ToString());
        Assert.That(
            refused.ErrorLines[0],
            Does.StartWith($"error ROCL0260 copy: The run was made with other plugins: {change}.")
        );
        Assert.That(Program.Files(), Is.EqualTo(before), "nothing is written");

        // Without what it has kept of its own.
        File.Delete(Program["copy/plugins.zip"]);
        var gone = Program.Run("run", "copy", "--device", "cpu");
        Assert.That(
            gone.ErrorLines[0],
            Does.StartWith(
                $"error ROCL0260 copy: The run was made with other plugins: SignMomentum {Build(One)} -> none."
            ),
            gone.ToString()
        );
        Assert.That(gone.ErrorLines[1], Does.StartWith("error ROCL0202 "));

        // What is demanded of the run besides is there: the second row was made with that very
        // release.
        var allowed = Program.Run(["run", "copy", .. OnlyTwo, "--allow-plugin-change", "--locked", Two]);
        Assert.That(allowed.Code, Is.Zero, allowed.ToString());
        const string goesOn = "warning ROCL0278 copy: The run goes on with other plugins: ";
        Assert.That(allowed.Error, Does.Contain($"{goesOn}{change}, from step 6 on."));
        var over = Program.Run(["run", "copy", .. OnlyTwo, "--allow-plugin-change"]);
        Assert.That((over.Code, over.Error.Contains(goesOn)), Is.EqualTo((0, false)), "it has finished");
        var recorded = Program.Json("copy/environment.json")[1]!["pluginChange"]!;
        Assert.That((int)recorded["step"]!, Is.EqualTo(6));
        Assert.That(
            JsonNode.DeepEquals(
                recorded["changes"]!.AsArray().Single(),
                new JsonObject { ["was"] = Plugin(One).DeepClone(), ["now"] = Plugin(Two).DeepClone() }
            )
        );
        Assert.That(
            Program.Run("show", "copy").Output,
            Does.Contain($"copy: went on with other plugins: {change}, from step 6 on")
        );
    }

    [Test]
    public void Another_runs_plugins_can_be_demanded()
    {
        var refused = Program.Run([
            "run",
            "demo-rocl",
            "--out",
            "locked",
            .. OnlyTwo,
            "--set",
            "views.adv.attack={\"use\":\"sign-momentum\"}",
            "--locked",
            One,
        ]);
        Assert.That((refused.Code, refused.ErrorLines.Length), Is.EqualTo((4, 1)), refused.ToString());
        Assert.That(
            refused.ErrorLines[0],
            Does.StartWith(
                $"error ROCL0261 demo-rocl.json: The recipe uses other plugins than {One}: "
                    + $"SignMomentum {Build(One)} -> {Build(Two)}."
            )
        );
        Assert.That(Directory.Exists(Program["locked"]), Is.False);
    }

    [Test]
    public void A_trained_run_is_measured_with_its_own_plugins()
    {
        using var rebuilt = new PluginsFolder();
        rebuilt.Add("SignMomentumOne", "SignMomentum");
        rebuilt.Write("SignMomentum/another.dll", [1]);
        var refused = Program.Run("evaluate", One, "--device", "cpu", "--plugins", rebuilt.Root);
        Assert.That(refused.Code, Is.EqualTo(4), refused.ToString());
        Assert.That(
            refused.ErrorLines.Single(),
            Does.StartWith(
                $"error ROCL0260 {One}: The run was made with other plugins: SignMomentum {Build(One)} -> 1.0 ("
            )
        );
        refused = Program.Run(["run", "suite", "--plugins", rebuilt.Root, .. OnlyTwo]);
        Assert.That(
            refused.ErrorLines.Single(),
            Does.StartWith($"error ROCL0260 {One}, {Sharing(One)}: The run was made"),
            "a suite is one table of one set of plugins"
        );
    }
}
