using System.Text.Json.Nodes;

namespace RoCL.Suites.Rows;

/// <summary>
/// Methods side by side: rows, each with every seed. A suite is a value; what is trained and
/// measured follows from it alone.
/// </summary>
/// <param name="Name">What it is called.</param>
/// <param name="About">One line that says what it shows.</param>
/// <param name="Seeds">The seeds of every row; empty where each recipe has its own.</param>
/// <param name="Rows">In the table's order.</param>
public sealed record Suite(string Name, string About, ImmutableArray<long> Seeds, ImmutableArray<SuiteRow> Rows)
{
    /// <summary>
    /// Whether it stands in a file; otherwise it was asked for on the command line.
    /// </summary>
    public bool Filed { get; init; }

    /// <summary>
    /// What the jobs of a cluster ask for, as the file writes it; it is no part of what is trained
    /// and measured. <see langword="null"/> where nothing is written.
    /// </summary>
    public JsonNode? Slurm { get; init; }

    /// <summary>
    /// The folder that its runs are in; rows that name other rows name folders in it.
    /// </summary>
    public string Root { get; init; } = "";

    /// <summary>
    /// How many steps the checkpoint of another run is after that its only run goes on from;
    /// <see langword="null"/> where its runs begin at their own first step.
    /// </summary>
    public long? BegunAt { get; init; }

    /// <summary>
    /// Whether it is one recipe and nothing else, which needs no plan and no folder around its own.
    /// </summary>
    public bool Alone => !Filed && Rows.Length == 1 && Seeds.IsEmpty;

    /// <summary>
    /// Every run in the order in which they are made: all rows with the first seed, then with the
    /// next, so that a suite that is stopped has something to say of every row.
    /// </summary>
    public ImmutableArray<SuiteRun> Runs => Seeds.IsEmpty ? RunsOf(null) : [.. Seeds.SelectMany(seed => RunsOf(seed))];

    // Runs of different seeds are never trained in the same way.
    private ImmutableArray<SuiteRun> RunsOf(long? seed) =>
        Rows.Select(row => new SuiteRun(row, seed) { Root = Root })
            .Aggregate(
                ImmutableArray<SuiteRun>.Empty,
                (earlier, run) => earlier.Add(run with { Donor = earlier.FirstOrDefault(run.TrainsAs) })
            );

    /// <summary>
    /// The suite as a file that says the same: every recipe resolved, every grid written out as
    /// rows.
    /// </summary>
    public JsonObject Document
    {
        get
        {
            var rows = Rows.Select(row =>
                KeyValuePair.Create(row.Name, (JsonNode?)new JsonObject { ["recipe"] = row.Recipe.DeepClone() })
            );
            var document = new JsonObject
            {
                ["suite"] = Name,
                ["about"] = About,
                ["rows"] = new JsonObject(rows),
            };
            if (!Seeds.IsEmpty)
                document["seeds"] = new JsonArray([.. Seeds.Select(seed => (JsonNode?)seed)]);
            return document;
        }
    }
}
