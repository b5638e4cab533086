using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Runs.Recipes;
using RoCL.Suites.Supervising;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>Every recipe beside the program, whichever there are, takes two steps.</summary>
public sealed class ShippedRecipes
{
    // The whole of train is replaced, since a micro-batch need not divide a small batch, and
    // nothing is measured: evaluations have tests of their own. Attacks keep their iterations, for
    // want of one setting that fits every recipe.
    private static readonly string[] Small =
    [
        "--set",
        "data=fashion-mnist",
        "--set",
        "encoder={\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}",
        "--set",
        "images={\"train\":16,\"test\":40}",
        "--set",
        "train={\"epochs\":1,\"batch\":8}",
        "--set",
        "evaluate=[]",
    ];

    private static IEnumerable<string> Names =>
        Directory
            .GetFiles(Path.Combine(Path.GetDirectoryName(Places.BuiltPlugins)!, "recipes"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    // It needs the run of another recipe, which comes before it.
    private const string Student = "deacl";

    // All by one process, for most of a short run is its start. A seed for each, lest one take over
    // the training of another that pretrains alike.
    private readonly Lazy<(Rocl Program, Ended Ended)> _ran = new(() =>
    {
        var rocl = new Rocl();
        var rows = Names.OrderBy(name => name == Student).Select(Row);
        File.WriteAllText(
            rocl["all.json"],
            new JsonObject
            {
                ["suite"] = "all",
                ["about"] = "Every recipe",
                ["rows"] = new JsonObject(rows),
            }.ToJsonString()
        );
        return (
            rocl,
            rocl.Run(["run", "all.json", "--out", "all", Supervisor.Unrehearsed, "--device", "cpu", .. Small])
        );
    });

    private static KeyValuePair<string, JsonNode?> Row(string name, int at)
    {
        var set = new JsonObject { ["seed"] = at + 1 };
        if (name == Student)
            set["teachers.teacher.from"] = "row:simclr";
        return KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["recipe"] = name, ["set"] = set });
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (_ran.IsValueCreated)
            _ran.Value.Program.Dispose();
    }

    [TestCaseSource(nameof(Names))]
    public void Takes_two_steps_with_every_term_finite(string name)
    {
        var (rocl, ended) = _ran.Value;
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Progress, Does.Contain($"{name}: train"));
        Assert.That(ended.Output, Does.Not.Contain("is trained as"));
        var steps = File.ReadLines(rocl[$"all/{name}/metrics.jsonl"])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.That(steps, Has.Count.EqualTo(2));
        Assert.That(steps.Select(step => step.GetProperty("loss").GetDouble()), Is.All.InRange(0, 1e3));
        Assert.That(steps.Select(step => step.GetProperty("gradientNorm").GetDouble()), Is.All.Positive);
        Assert.That(
            steps[0].GetProperty("terms").EnumerateObject().Select(term => term.Name.Split('(')[0]),
            Is.EqualTo(rocl.Json($"all/{name}/recipe.json")["loss"]!.AsArray().Select(term => (string)term!["use"]!))
        );
    }

    /// <summary>
    /// All evaluations of the recipes that fine-tune, each with one epoch, on one encoder that was
    /// not trained.
    /// </summary>
    [Test]
    public void Measure_what_they_say()
    {
        using var rocl = new Rocl();
        var all = new JsonArray([
            .. new[]
            {
                "rocl-robust-linear",
                "rocl-fine-tuning",
                "rocl-at",
                "rocl-trades",
                "rocl-at-ss",
                "rocl-semi-supervised",
                "rocl-transfer",
            }
                .SelectMany(name => Read(name)["evaluate"]!.AsArray())
                .Select(evaluation => Short(evaluation!.DeepClone())),
        ]);
        var ended = rocl.Run([
            "run",
            "rocl",
            "--out",
            "run",
            "--device",
            "cpu",
            .. Small,
            "--set",
            "train.epochs=0",
            "--set",
            "images={\"train\":32,\"test\":20}",
            "--set",
            "masking.images=0",
            "--set",
            $"evaluate={all.ToJsonString()}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var measured = rocl.Json("run/summary.json")["evaluations"]!.AsArray();
        Assert.That(
            measured.Select(evaluation => evaluation!["conditions"]!.AsArray().Count),
            Is.EqualTo(new[] { 3, 3, 3, 3, 3, 6, 3, 3 }),
            "clean, and in two balls; for both shares"
        );
        Assert.That(
            measured[^1]!["conditions"]![0]!["name"]!.GetValue<string>(),
            Is.EqualTo("on five other classes clean")
        );
    }

    private static JsonNode Short(JsonNode evaluation)
    {
        (evaluation["by"] ?? evaluation)["epochs"] = 1;
        foreach (var attack in new[] { "attack", "testAttack" })
        {
            if ((evaluation["by"] ?? evaluation)[attack] is { } named)
                named["iterations"] = 1;
        }

        if (evaluation["data"] is { } data)
        {
            data["train"] = 40;
            data["test"] = 20;
        }
        return evaluation;
    }

    private static JsonObject Read(string name) =>
        RecipeFiles
            .Load(name, [])
            .Match(read => read, problems => throw new AssertionException(string.Join("\n", problems)));
}
