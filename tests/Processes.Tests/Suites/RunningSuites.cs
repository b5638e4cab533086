using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Processes.Tests.Runs;
using RoCL.Reports.Results;
using Shared.Plugins;

namespace Processes.Tests.Suites;

/// <summary>
/// A suite through the real program: stopped in the middle, gone on with, one row failing, another
/// sharing its training.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RunningSuites
{
    // What fails is not found by a first step of few images, which is tried before anything runs.
    private const string Tiny = """
        {
          "suite": "tiny", "about": "In the size of a test", "seeds": 2,
          "set": {
            "images": { "train": 64, "test": 20 }, "train": { "epochs": 4, "batch": 16 },
            "checkpoints.every": "2 steps", "masking.images": 2,
            "evaluate.0": { "epochs": 3, "batch": 20 }, "evaluate.0.attack.iterations": 3,
            "evaluate.0.attack.relativeStep": 0.5
          },
          "rows": {
            "fails": {
              "recipe": "demo-rocl",
              "set": { "views.adv.attack": { "use": "leaves-the-ball", "batchesOver": 8 } }
            },
            "fails too": {
              "recipe": "demo-rocl",
              "set": { "views.adv.attack": { "use": "leaves-the-ball", "batchesOver": 8 }, "about": "x" }
            },
            "plain": { "recipe": "demo-simclr", "set": { "evaluate.0.threats": [{ "linf": "16/255" }] } },
            "again": {
              "recipe": "demo-simclr",
              "evaluate": [
                { "use": "linear", "epochs": 2 },
                { "use": "linear", "epochs": 3 },
                { "use": "nearest-neighbours" }
              ]
            }
          }
        }
        """;

    private static readonly string[] Command =
    [
        "run",
        "tiny.json",
        "--out",
        "out",
        "--device",
        "cpu",
        "--plugins",
        Places.TestPlugin("LeavesTheBall"),
    ];

    [Test, Platform(Exclude = "Win", Reason = "Ctrl-C is sent as a signal")]
    public void Is_stopped_goes_on_and_reports_every_row()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["tiny.json"], Tiny);
        using var process = rocl.Start(Command);
        while (!process.HasExited && !File.Exists(rocl["out/plain_seed=1/checkpoints/step-00000002/manifest.json"]))
            Thread.Sleep(5);
        Rocl.Interrupt(process);
        var stopped = Rocl.End(process);
        Assert.That(stopped.Code, Is.EqualTo(130), stopped.ToString());
        Assert.That(stopped.Output, Does.Contain("8 of 8 runs are left"));
        Assert.That(
            stopped.Output,
            Does.Contain($"Go on with: rocl run out --plugin {Places.TestPlugin("LeavesTheBall")} --device cpu")
        );
        Assert.That(
            File.ReadAllText(rocl["out/table.md"]),
            Does.Contain("fails_seed=1 failed: ROCL0333"),
            "what is there is in a table"
        );

        var ended = rocl.Run(Command);
        Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
        Assert.That(
            ended.Error.Split("error ROCL0333").Length - 1,
            Is.EqualTo(2),
            "a failure is reported at once, and the next run begins"
        );
        Assert.That(
            ended.Error,
            Does.Contain("warning fails_too_seed=2 is left out: it is trained as fails_seed=2 is, and that failed.")
        );
        Assert.That(
            ended.Output,
            Does.Contain("again_seed=1 is trained as plain_seed=1 is: its 16 steps are used.")
                .And.Contain("fails_seed=2 failed: ROCL0333")
        );
        Assert.That(ended.Progress, Does.Not.Contain("again_seed=1: train"));
        foreach (var seed in new[] { 1, 2 })
        {
            Assert.That(
                (string)rocl.Json($"out/again_seed={seed}/summary.json")["weights"]!,
                Is.EqualTo((string)rocl.Json($"out/plain_seed={seed}/summary.json")["weights"]!)
            );
            Assert.That(
                File.ReadLines(rocl[$"out/plain_seed={seed}/metrics.jsonl"]).Count(),
                Is.EqualTo(16),
                "each step stands there once"
            );
        }

        Assert.That(
            (string?)rocl.Json("out/plain_seed=2/environment.json")[0]?["origin"]?["command"],
            Does.StartWith("rocl run tiny.json"),
            "also of a run that begins after the stop"
        );
        TablesSayWhatTheSummariesSay(rocl, ended.Output);
        var shown = rocl.Run("show", "out");
        Assert.That(
            shown.Output,
            Does.Contain("out/fails_seed=1: failed with ROCL0333")
                .And.Contain(TableOf(ended.Output))
                .And.Contain("Points of accuracy more than plain:"),
            shown.ToString()
        );

        var bytes = File.ReadAllBytes(rocl["out/plain_seed=1/summary.json"]);
        var done = rocl.Run("run", "out", "--device", "cpu", "--plugins", Places.TestPlugin("LeavesTheBall"), "--plan");
        Assert.That(done.Output, Does.Contain("4 of 8 runs are left"), done.ToString());
        Assert.That(File.ReadAllBytes(rocl["out/plain_seed=1/summary.json"]), Is.EqualTo(bytes));
        var other = rocl.Run([.. Command, "--seeds", "3"]);
        Assert.That(
            (other.Code, other.ErrorLines.Single()[..33]),
            Is.EqualTo((3, "error ROCL0137 out: The folder ho")),
            other.ToString()
        );
        Assert.That(
            rocl.Run("run", "out", "--seed", "3").Error,
            Does.StartWith("error ROCL0008 out: The folder holds a suite")
        );
    }

    private static void TablesSayWhatTheSummariesSay(Rocl rocl, string output)
    {
        var accuracies = new[] { 1, 2 }
            .Select(seed =>
                rocl.Json($"out/again_seed={seed}/summary.json")["evaluations"]![1]!["conditions"]![0]![
                    "accuracy"
                ]!.GetValue<double>()
            )
            .ToList();
        var (mean, deviation, _) = Spread.Of(accuracies);
        var cell = string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.0} ± {100 * deviation:0.0}");
        var table = Regex.Replace(File.ReadAllText(rocl["out/table.md"]), " +", " ");
        Assert.That(table, Does.Contain($"| again * | linear#2 | 2 | {cell} |"));
        Assert.That(table, Does.Contain("* again: ROCL0289: no better than guessing: nearest-neighbours, 'clean'"));
        Assert.That(output, Does.Contain("linear#2").And.Contain($"{cell} %").And.Contain("nearest-neighbours"));
        var row = rocl.Json("out/table.json")["rows"]!
            .AsArray()
            .Single(row => (string)row!["evaluation"]! == "linear#2")!;
        Assert.That(row["figures"]![0]!["accuracies"]!.AsArray().Select(node => (double)node!), Is.EqualTo(accuracies));
        var lines = File.ReadAllLines(rocl["out/table.csv"]);
        Assert.That(
            lines[0],
            Is.EqualTo("method,evaluation,protocol,condition,threat,seeds,mean,deviation,low,high,images,plugins,signs")
        );
        Assert.That(
            lines.Skip(1).Select(line => string.Join(",", line.Split(',').Take(2))),
            Is.EqualTo(
                new[] { "plain,linear", "plain,linear", "again,linear", "again,linear#2", "again,nearest-neighbours" }
            )
        );
        Assert.That(
            lines[4],
            Does.Contain(string.Create(CultureInfo.InvariantCulture, $",clean,,2,{mean:R},{deviation:R},,,20"))
        );
    }

    private static string TableOf(string output) =>
        output[
            output.LastIndexOf("| method", StringComparison.Ordinal)..output.LastIndexOf(
                "-+\n",
                StringComparison.Ordinal
            )
        ];

    [Test]
    public void A_mistake_in_one_row_is_reported_before_anything_is_made()
    {
        using var rocl = new Rocl();
        var suite = JsonNode.Parse(Tiny)!;
        suite["rows"]!["plain"]!["set"]!["views.b.augment"] = "simklr";
        suite["rows"]!["again"]!["set"] = new JsonObject { ["images.test"] = 1_000_000 };
        File.WriteAllText(rocl["tiny.json"], suite.ToJsonString());
        var ended = rocl.Run(Command);
        Assert.That(
            ended.ErrorLines.Single(line => line.StartsWith("error ", StringComparison.Ordinal)),
            Does.StartWith("error ROCL0202 tiny.json: rows.plain: views.b.augment"),
            ended.ToString()
        );
        suite["rows"]!.AsObject().Remove("plain");
        File.WriteAllText(rocl["tiny.json"], suite.ToJsonString());
        ended = rocl.Run(Command);
        Assert.That(
            ended.ErrorLines.Single(line => line.StartsWith("error ", StringComparison.Ordinal)),
            Does.StartWith("error ROCL0114 tiny.json: rows.again: images.test"),
            ended.ToString()
        );
        Assert.That(
            rocl.Run("run", "tiny.json", "demo-rocl").ErrorLines.Single(),
            Does.StartWith("error ROCL0136 tiny.json: ")
        );
        Assert.That(rocl.Files(), Is.EqualTo(new[] { "tiny.json" }));
    }
}
