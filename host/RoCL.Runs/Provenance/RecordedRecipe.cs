using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Provenance;

/// <summary>
/// The recipe that a run was made by, as <c>environment.json</c> has it, held against the recipe at
/// hand: a file that somebody has edited is not what the results come from.
/// </summary>
public static class RecordedRecipe
{
    private const string OfData = "data.";

    /// <summary>
    /// How a recipe differs from the one that the run has recorded last, as
    /// <see cref="RecipeChange.Between"/>; <see langword="null"/> where it does not, or nothing is
    /// recorded.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The recipe at hand.</param>
    public static string? Difference(RunFolder run, JsonObject recipe) =>
        Of(run) is { } recorded ? RecipeChange.Between(recorded, recipe) : null;

    /// <summary>
    /// As <see cref="Difference"/>, without the places of data and of other runs that were only
    /// moved: what lies there is known by its own hashes.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The recipe at hand.</param>
    public static string? DifferenceBesidesPlaces(RunFolder run, JsonObject recipe) =>
        Of(run) is { } recorded
            ? RecipeChange.Between(recorded, recipe, key => !IsKnownPlace(run, recorded, recipe, key))
            : null;

    private static bool IsKnownPlace(RunFolder run, JsonObject was, JsonObject now, string key) =>
        RecipePlaces.IsMoved(was, now, key)
        && (
            key.StartsWith(OfData, StringComparison.Ordinal)
                ? RecordedData.IsKnown(run)
                : RecordedModels.AreKnown(run, key) || RecordedData.IsKnown(run, key)
        );

    /// <summary>
    /// ROCL0268: the recipe in the run's folder is not the one that it was made by.
    /// </summary>
    /// <param name="run">The run.</param>
    public static Problem? Edited(RunFolder run) => EditsInFolder(run) is { } change ? Changed(run, change) : null;

    /// <summary>
    /// As <see cref="DifferenceBesidesPlaces"/>, of the recipe in the run's folder.
    /// </summary>
    /// <param name="run">The run.</param>
    public static string? EditsInFolder(RunFolder run) =>
        InFolder(run) is { } recipe ? DifferenceBesidesPlaces(run, recipe) : null;

    /// <summary>
    /// As <see cref="EditsInFolder"/>, also of the recipe that a suite has for the run.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The suite's recipe for it.</param>
    public static string? Edits(RunFolder run, JsonObject recipe) =>
        DifferenceBesidesPlaces(run, recipe) ?? EditsInFolder(run);

    /// <summary>Whether the recipe in the run's folder says what another one does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The other recipe.</param>
    public static bool IsInFolder(RunFolder run, JsonObject recipe) =>
        InFolder(run) is { } held && RecipeChange.FirstKey(held, recipe) is null;

    /// <summary>ROCL0268: a recipe is not the one that a run was made by.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">What differs.</param>
    public static Problem Changed(RunFolder run, string change) =>
        new(
            "ROCL0268",
            run.Recipe,
            $"The recipe is not the one that the run was made by: {change}.",
            "Restore it, or allow it by --allow-recipe-change of `rocl run`, `rocl evaluate` or `rocl export`: the "
                + "record, or the files, will say so."
        );

    /// <summary>
    /// The recipe in the run's folder; nothing where there is none that can be read, which is found
    /// where it is used.
    /// </summary>
    internal static JsonObject? InFolder(RunFolder run)
    {
        try
        {
            return TextFile.ReadIfThere(run.Files, run.Recipe) is { } text
                ? RecipeText.Parse(run.Recipe, text).Match<JsonObject?>(recipe => recipe, _ => null)
                : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return null;
        }
    }

    /// <summary>
    /// The recipe that the run has recorded last; <see langword="null"/> where none is.
    /// </summary>
    /// <param name="run">The run.</param>
    public static JsonObject? Of(RunFolder run) => RunRecord.LastIn(run)?.Recipe;
}
