using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// Where figures come from something else than a reader takes them to: in an evaluation, what was
/// allowed to change since its run; in a run, what was edited since.
/// </summary>
internal static class ResultChanges
{
    /// <summary>The line of a recipe that was edited since.</summary>
    /// <param name="change">How it differs from the recorded one.</param>
    public static string Edited(string change) =>
        $"its recipe was edited since and is not the one that it was made by: {change}";

    /// <summary>A line for each change; none where nothing was changed.</summary>
    /// <param name="summary">The results.</param>
    public static IEnumerable<string> Of(Summary summary)
    {
        if (summary.EditedRecipe is { } edited)
            yield return Edited(edited);
        if (summary.PluginChange is { } plugins)
            yield return $"measured with other plugins than the run was trained with: {plugins}";
        if (summary.RecipeChange is { } recipe)
            yield return $"measured by another recipe than the run has recorded: {recipe}";
        if (summary.DataChange is { } data)
            yield return $"measured with other data than the run was made with: {data}";
        if (summary.ModelChange is { } models)
            yield return $"measured with other models of other runs than the run was made with: {models}";
    }
}
