using System.Text.Json.Nodes;

namespace RoCL.Suites.Rows;

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
