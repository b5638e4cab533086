using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;

namespace RoCL.Reports.Comparing;

/// <summary>A run beside others, read from its folder alone.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Run">Its folder.</param>
/// <param name="Recipe">
/// The recipe that its figures come from; none where it cannot be read.
/// </param>
/// <param name="Plugins">The plugins that it was made with last.</param>
/// <param name="Summary">Its results; none before it has finished.</param>
/// <param name="Later">The evaluations that were made afterwards, the oldest first.</param>
/// <param name="Evaluations">
/// What was measured of its weights, by the evaluation's name and, from the second of one name on,
/// a number.
/// </param>
public sealed record ComparedRun(
    string Name,
    RunFolder Run,
    JsonObject? Recipe,
    ImmutableArray<PluginRecord> Plugins,
    Summary? Summary,
    IReadOnlyList<(string Name, Summary Summary)> Later,
    ImmutableDictionary<string, EvaluationSummary> Evaluations
)
{
    private const string SeedKey = "seed";

    /// <summary>Reads a run.</summary>
    /// <param name="run">Its folder.</param>
    /// <param name="name">What tables call it.</param>
    public static ComparedRun Of(RunFolder run, string name)
    {
        var edited = RecordedRecipe.EditsInFolder(run);
        // A recipe that cannot be read is named where its run is opened.
        var recipe = edited is null
            ? RecipeFiles.Load(run.Recipe, []).Match<JsonObject?>(read => read, _ => null)
            : RecordedRecipe.Of(run);
        var record = RunRecord.LastIn(run);
        var summary = SummaryFile.Read(run) is { } read ? read with { EditedRecipe = edited } : null;
        var later = LaterEvaluations.Of(run);
        var evaluations = EvaluationsOf(summary, later.Select(each => each.Summary));
        return new(name, run, recipe, record?.Plugins ?? [], summary, later, evaluations)
        {
            Edited = edited,
            Data = record?.Data,
            Parent = ParentRecord.In(run),
        };
    }

    /// <summary>
    /// How the recipe in its folder differs from the one that its figures come from; none where it
    /// does not.
    /// </summary>
    public string? Edited { get; init; }

    /// <summary>The images that it was made with; none where they are not known.</summary>
    public DataFingerprint? Data { get; init; }

    /// <summary>
    /// The run that it goes on from; none where it began at its own first step.
    /// </summary>
    public ParentRecord? Parent { get; init; }

    /// <summary>
    /// The recipe without its seed, the plugins and the images, as text: runs that have the same
    /// are one method with several seeds. None where the recipe cannot be read.
    /// </summary>
    public string? MethodKey
    {
        get
        {
            if (Recipe?.DeepClone() is not JsonObject method)
                return null;
            method.Remove(SeedKey);
            var images = $"{Data?.Train.Hash} {Data?.Test?.Hash}";
            return $"{method.ToJsonString()} {string.Join(", ", Plugins)} {images} {Parent?.Step}";
        }
    }

    /// <summary>The seed of its recipe; none where that is not known.</summary>
    public string? Seed => Recipe?[SeedKey]?.ToJsonString() ?? Summary?.Seed.ToString(CultureInfo.InvariantCulture);

    // An older version kept no classes of images; a later evaluation of the same weights may have.
    private static ImmutableDictionary<string, EvaluationSummary> EvaluationsOf(
        Summary? own,
        IEnumerable<Summary> later
    )
    {
        var found = ImmutableDictionary.CreateBuilder<string, EvaluationSummary>();
        var sources = later.Where(each => own is null || each.Weights == own.Weights).Prepend(own).OfType<Summary>();
        foreach (var source in sources)
        {
            foreach (var (name, evaluation) in NumberedEvaluations.Of(source.Evaluations))
            {
                var held = found.GetValueOrDefault(name);
                if (held is null || (held.Outcomes is null && evaluation.Outcomes is not null))
                    found[name] = evaluation;
            }
        }

        return found.ToImmutable();
    }
}
