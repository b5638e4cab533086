using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Reports.Comparing;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;
using Shared.Folders;

namespace Suites.Tests.Reports;

/// <summary>Folders of small finished runs, to be compared.</summary>
internal sealed class ComparedFolders : IDisposable
{
    /// <summary>The attack of each run.</summary>
    public const string Attack = "PGD-20 linf 8/255";

    /// <summary>True classes of twenty images.</summary>
    public const string Labels = "01010101010101010101";

    private static readonly DataFingerprint Images = new(new(100, "train"), new(20, "test"));

    private readonly TemporaryFolder _folder = new();

    /// <summary>The runs so far.</summary>
    public List<RunFolder> Runs { get; } = [];

    /// <summary>Where they lie.</summary>
    public string Root => _folder.Path;

    /// <summary>The comparison of all runs.</summary>
    public RunComparison Compared => RunComparison.Of(Runs);

    /// <summary>Adds a run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="epochs">What its recipe says.</param>
    /// <param name="seed">The seed of its recipe.</param>
    /// <param name="wrong">
    /// How many of the last images it classifies wrongly, and under attack twice as many.
    /// </param>
    public RunFolder Add(string name, int epochs = 10, long seed = 1, int wrong = 2) =>
        Add(name, Recipe(epochs, seed), Measured(wrong), seed);

    /// <summary>Adds a run that measured something else.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="evaluation">What it measured.</param>
    /// <param name="seed">The seed of its recipe.</param>
    public RunFolder Add(string name, JsonObject recipe, EvaluationSummary evaluation, long seed = 1)
    {
        var run = new RunFolder(new DiskFiles(), Path.Combine(Root, name));
        Directory.CreateDirectory(run.Root);
        File.WriteAllText(run.Recipe, recipe.ToJsonString());
        var lines = Enumerable.Range(0, 4).Select(step => JsonSerializer.Serialize(Line(step), Json.Line));
        File.WriteAllLines(run.Metrics, lines);
        SummaryFile.Write(run, new("toy", "", seed, "cpu", 4, 1, new(5, 400, 80), 0.5, name, [evaluation]));
        Runs.Add(run);
        return run;
    }

    /// <summary>A recipe.</summary>
    public static JsonObject Recipe(int epochs, long seed) =>
        new()
        {
            ["train"] = new JsonObject { ["epochs"] = epochs },
            ["monitors"] = new JsonObject { ["online"] = new JsonObject { ["use"] = "online-accuracy" } },
            ["evaluate"] = "linear",
            ["seed"] = seed,
        };

    /// <summary>An evaluation of twenty images.</summary>
    /// <param name="wrong">How many are wrong; under attack, twice as many.</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="partSeed">The choice of the images follows from it.</param>
    public static EvaluationSummary Measured(int wrong, string labels = Labels, long partSeed = 1) =>
        new(
            "linear",
            "linear evaluation; 20 test images",
            3,
            60,
            [Condition("clean", wrong, null), Condition(Attack, 2 * wrong, "linf 8/255")],
            []
        )
        {
            By = new(JsonValue.Create("linear"), "test", 20, 100, 1, partSeed, "float32", []) { Data = Images },
            Outcomes =
            [
                new(
                    ["cat", "dog"],
                    labels,
                    new Dictionary<string, string>
                    {
                        ["clean"] = Predicted(labels, wrong),
                        [Attack] = Predicted(labels, 2 * wrong),
                    },
                    new Dictionary<string, string>()
                ),
            ],
        };

    /// <summary>What a condition came to.</summary>
    public static ConditionSummary Condition(string name, int wrong, string? threat, int images = 20)
    {
        var share = 1 - (double)wrong / images;
        return new(name, threat, share, [share - 0.1, share + 0.1], images, 1, new Dictionary<string, double>());
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string Predicted(string labels, int wrong) =>
        string.Concat(labels.Select((label, i) => i < labels.Length - wrong ? label : (char)('0' + '1' - label)));

    private static Metric Line(int step) =>
        new(step, 0, step == 2 ? 0.25 : 0.5, null, 0.1, 1, null)
        {
            Monitors = new Dictionary<string, IReadOnlyDictionary<string, double?>>
            {
                ["online"] = new Dictionary<string, double?> { ["kNN"] = step == 1 ? 0.75 : 0.5 },
            },
        };
}
