using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recipes;

/// <summary>Finds and reads recipes: a path, or the name of one that is shipped.</summary>
public static class RecipeFiles
{
    private const string EnvironmentName = "environment.json";

    /// <summary>The names of the recipes that are shipped.</summary>
    public static IEnumerable<string> Names => FoundRecipe.Shipped.Names;

    /// <summary>The file that a recipe's name stands for, as problems name it.</summary>
    public static string FileOf(string name) => ShippedFiles.IsFile(name) ? name : $"{name}.json";

    /// <summary>
    /// The recipe that another file names: one beside it, else a shipped one; the name itself where
    /// there is neither.
    /// </summary>
    public static string Beside(string name, string file) => FoundRecipe.File(name, file) ?? name;

    /// <summary>
    /// The recipe that another one extends, as <see cref="Load"/> takes it; the recipe itself where
    /// it extends none, or cannot be read.
    /// </summary>
    /// <param name="name">A path or a shipped recipe's name.</param>
    public static string ParentOf(string name)
    {
        if (FoundRecipe.File(name, null) is not { } file)
            return name;
        var parent = Read(name, null)
            .Then(written => RecipeText.Parse(written.File, written.Text))
            .Match(recipe => recipe["extends"], _ => null);
        return parent is null ? name : Beside($"{parent}", file);
    }

    /// <summary>
    /// Reads a recipe as a document: inheritance resolved, settings applied in their order.
    /// </summary>
    /// <param name="name">A path or a shipped recipe's name.</param>
    /// <param name="settings">As after <c>--set</c>.</param>
    /// <param name="precedence">
    /// Which options exclude one another; where it is left out, all of them stay.
    /// </param>
    /// <param name="file">The file that names it; none where a person does.</param>
    /// <returns>
    /// ROCL0117 there is no such recipe, ROCL0118 it is unreadable, ROCL0148 it is not UTF-8; and
    /// what <see cref="RecipeText"/> finds.
    /// </returns>
    public static Result<JsonObject> Load(
        string name,
        IEnumerable<string> settings,
        OptionPrecedence? precedence = null,
        string? file = null
    ) =>
        RecipeText
            .Load(name, (each, asking) => asking is null ? Read(each, file) : Extended(each, asking), precedence)
            .Then(document => RecipeText.SetAll(document, settings, precedence));

    /// <summary>
    /// As <see cref="Load"/>, of a recipe that stands in a file of more, such as a suite.
    /// </summary>
    /// <param name="file">That file.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    public static Result<JsonObject> Within(string file, JsonObject recipe, OptionPrecedence? precedence)
    {
        var written = new WrittenRecipe(file, recipe.ToJsonString());
        return RecipeText.Load(file, (name, asking) => asking is null ? written : Extended(name, asking), precedence);
    }

    /// <summary>
    /// The folder that places in the file of a recipe or a suite are relative to: its own;
    /// <see langword="null"/> for a shipped one and for that of a run, whose places are relative to
    /// the working directory.
    /// </summary>
    /// <param name="file">The file's path.</param>
    public static string? FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var program = Path.GetFullPath(AppContext.BaseDirectory);
        var isShipped = folder.StartsWith(program, StringComparison.Ordinal);
        var isOfRun = File.Exists(Path.Combine(folder, EnvironmentName));
        return isShipped || isOfRun ? null : folder;
    }

    private static string Rooted(string file, string text) =>
        RecipeText.Parse(file, text).Match<JsonObject?>(recipe => Rooted(file, recipe), _ => null)?.ToJsonString()
        ?? text;

    // Nothing where its places are those of the working directory, and none has moved.
    private static JsonObject? Rooted(string file, JsonObject recipe) =>
        FolderOf(file) is { } folder
            ? RecipePlaces.Rooted(recipe, place => Path.GetFullPath(place, folder))
            : MovedRuns.Followed(file, recipe);

    private static Result<WrittenRecipe> Read(string name, string? beside) =>
        FoundRecipe.File(name, beside) is { } found ? Read(found) : NoRecipe(Shown(name), name, "this name");

    private static Result<WrittenRecipe> Extended(string name, string asking) =>
        FoundRecipe.File(name, asking) is { } found
            ? Read(found)
            : NoRecipe($"{asking}: extends", name, $"the name {Shown(name)}");

    private static Result<WrittenRecipe> Read(string found)
    {
        try
        {
            return WrittenText
                .Of(found, File.ReadAllBytes(found))
                .Then<WrittenRecipe>(text => new WrittenRecipe(found, Rooted(found, text)));
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return new Problem(
                "ROCL0118",
                found,
                $"The recipe cannot be read: {FaultText.Of(fault, found)}",
                "Check the file, and who may read it."
            );
        }
    }

    private static Problem NoRecipe(string where, string name, string called)
    {
        if (SuiteFiles.Names.Contains(name))
            return new("ROCL0117", where, $"{name} is a suite, and a recipe is needed.", "Name a recipe of its rows.");
        if (name.Length > 0 && LostRecipe.In(name) is { } lost)
            return lost;
        var nearest = Nearest.To(name, Names.Concat(SuiteFiles.Names));
        return new(
            "ROCL0117",
            where,
            $"No recipe has {called}: neither a file nor a shipped recipe.",
            nearest is null ? $"Shipped: {string.Join(", ", Names)}." : $"Did you mean '{nearest}'?"
        );
    }

    private static string Shown(string name) => name.Length > 0 ? name : "''";
}
