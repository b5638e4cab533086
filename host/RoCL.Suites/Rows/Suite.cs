using System.Text.Json.Nodes;
using RoCL.Runs.Recipes;

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
    public ImmutableArray<SuiteRun> Runs =>
        (Seeds.IsEmpty ? [null] : Seeds.Select(seed => (long?)seed))
            .SelectMany(seed => Rows.Select(row => new SuiteRun(row, seed) { Root = Root }))
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

/// <summary>A method of a suite.</summary>
/// <param name="Name">What it is called in tables; unlike every other.</param>
/// <param name="Where">The place that problems name.</param>
/// <param name="Recipe">Resolved.</param>
public sealed record SuiteRow(string Name, string Where, JsonObject Recipe)
{
    /// <summary>
    /// The recipe as the row names it: a name, or a file; none where the row holds the recipe.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Where the recipe comes from; none where a folder says it already.</summary>
    public RecipeOrigin? Origin { get; init; }

    /// <summary>Its name as a folder's on any file system, cut to a hundred letters.</summary>
    public string Folder => FolderOf(Name);

    /// <summary>A row's name as a folder's.</summary>
    public static string FolderOf(string row)
    {
        var safe = string.Concat(row.Take(100).Select(Safe));
        return safe.Length == 0 || safe[0] == '.' ? $"_{safe}" : safe;
    }

    private static char Safe(char letter)
    {
        if (char.IsAsciiLetterOrDigit(letter) || "+-.=_".Contains(letter))
            return letter;
        return letter == '/' ? '-' : '_';
    }
}

/// <summary>A row with one seed.</summary>
/// <param name="Row">The row.</param>
/// <param name="Seed">The seed; none where it is the recipe's own.</param>
public sealed record SuiteRun(SuiteRow Row, long? Seed)
{
    private readonly JsonObject _training = TrainingPart.Of(WithSeed(Row, Seed));

    /// <summary>What it is called, and its folder within the suite's.</summary>
    public string Name => NameOf(Row.Name);

    /// <summary>The suite's folder.</summary>
    public string Root { get; init; } = "";

    /// <summary>The recipe with the seed, and with the folders of the rows that it names.</summary>
    public JsonObject Document =>
        (JsonObject)
            RowReferences.Resolved(WithSeed(Row, Seed), row => Path.GetFullPath(Path.Combine(Root, NameOf(row))))!;

    /// <summary>
    /// The first run of the suite that is trained in the same way; none where this is the first.
    /// </summary>
    public SuiteRun? Donor { get; init; }

    /// <summary>
    /// The names of the runs that come first where runs are made at the same time: those that the
    /// row names, and the one that it shares a training with.
    /// </summary>
    public IEnumerable<string> Needs =>
        RowReferences.In(Row.Recipe).Select(NameOf).Concat(Donor is { } donor ? [donor.Name] : []).Distinct();

    /// <summary>Whether the row names the model of another row.</summary>
    public bool NamesRows => RowReferences.In(Row.Recipe).Any();

    /// <summary>The folders of the rows that its data is made with.</summary>
    public IEnumerable<string> RunsOfData =>
        RowReferences.In(Row.Recipe["data"]).Select(row => Path.GetFullPath(Path.Combine(Root, NameOf(row))));

    /// <summary>Whether another run's training is the same to the bit.</summary>
    public bool TrainsAs(SuiteRun other) => JsonNode.DeepEquals(_training, other._training);

    private string NameOf(string row)
    {
        var folder = SuiteRow.FolderOf(row);
        return Seed is { } seed ? FormattableString.Invariant($"{folder}_seed={seed}") : folder;
    }

    private static JsonObject WithSeed(SuiteRow row, long? seed)
    {
        var recipe = (JsonObject)row.Recipe.DeepClone();
        if (seed is { } given)
            recipe["seed"] = given;
        return recipe;
    }
}
