using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Provenance;

/// <summary>
/// The images that a run was made with, held against those at hand. <c>environment.json</c> has
/// their hashes; <c>data.json</c> has those of each class and, where images have names, of each
/// image, so that a change can be named.
/// </summary>
public static class RecordedData
{
    /// <summary>That the data is another.</summary>
    public const string ChangedCode = "ROCL0269";

    /// <summary>
    /// How the images differ from those that the run has recorded last, as
    /// <see cref="DataDifference.Between"/>; <see langword="null"/> where they do not, or nothing
    /// is recorded.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The recipe at hand, by which the images are read.</param>
    /// <param name="data">The images at hand.</param>
    public static string? Difference(RunFolder run, JsonObject recipe, DataFingerprint data)
    {
        if (Last(run) is not { } recorded)
            return null;
        var details = Details(run);
        var areOfRecord = details is not null && details.WithoutDetails() == recorded;
        return DataDifference.Between(areOfRecord ? details! : recorded, data, key => OtherSettings(run, recipe, key));
    }

    // Where data lies is no setting: what lies there is known by its content.
    private static string? OtherSettings(RunFolder run, JsonObject recipe, string data) =>
        RecordedRecipe.Of(run) is { } recorded
            ? RecipeChange.Between(
                recorded,
                recipe,
                key =>
                    $"{key}.".StartsWith($"{data}.", StringComparison.Ordinal)
                    && !RecipePlaces.IsMoved(recorded, recipe, key)
            )
            : null;

    /// <summary>ROCL0269: the images are not those that a run was made with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">What differs.</param>
    public static Problem Changed(RunFolder run, string change) =>
        new(
            ChangedCode,
            run.Root,
            $"The data is not what the run was made with: {change}.",
            "Restore it; or give `rocl run`, `rocl evaluate` or `rocl export` the folder that it was moved to by "
                + "--set data.folder=..., or --allow-data-change: the record, or the files, will say so."
        );

    /// <summary>Whether the run has recorded its images.</summary>
    /// <param name="run">The run.</param>
    public static bool IsKnown(RunFolder run) => Last(run) is not null;

    /// <summary>
    /// Whether the run has recorded the data that a key of its recipe belongs to.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The key, such as <c>evaluate.0.data.folder</c>.</param>
    public static bool IsKnown(RunFolder run, string key) =>
        Last(run)?.Others?.Keys.Any(data => key.StartsWith($"{data}.", StringComparison.Ordinal)) ?? false;

    /// <summary>
    /// The images at hand, of other data only what the recorded recipe names alike: an evaluation
    /// may name other data than the recipe did.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="job">What is measured.</param>
    public static Lazy<DataFingerprint>? NamedAsRecorded(RunFolder run, Job job)
    {
        if (job.Data is not { } data || RecordedRecipe.Of(run) is not { } recorded)
            return job.Data;
        bool IsSame(string key) =>
            JsonNode.DeepEquals(RecipePlaces.ValueAt(recorded, key), RecipePlaces.ValueAt(job.Document, key));
        return new(() => data.Value.WithOthers(IsSame));
    }

    /// <summary>
    /// Writes the hashes of all classes and images; nothing where they stand there.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The images at hand.</param>
    public static void Write(RunFolder run, DataFingerprint data)
    {
        if (Details(run)?.WithoutDetails() != data.WithoutDetails())
            AtomicFile.WriteJson(run.Files, run.Data, data);
    }

    /// <summary>
    /// Gives a run the hashes of another's training data, without those of its evaluations.
    /// </summary>
    /// <param name="from">The run whose data it is.</param>
    /// <param name="to">The run that is given it.</param>
    public static void CopyOfTraining(RunFolder from, RunFolder to)
    {
        if (Details(from) is { } data)
            Write(to, data with { Others = null });
    }

    private static DataFingerprint? Last(RunFolder run) =>
        RunRecord
            .In(run)
            .Match(
                records => records.Select(record => record.Data).OfType<DataFingerprint>().LastOrDefault(),
                _ => null
            );

    private static DataFingerprint? Details(RunFolder run)
    {
        try
        {
            return TextFile.ReadIfThere(run.Files, run.Data) is { } text ? Json.Read<DataFingerprint>(text) : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }
}
