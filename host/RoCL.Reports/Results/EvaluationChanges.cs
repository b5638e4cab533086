using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// What an evaluation was made with that is not what its run has recorded, in lines: its figures
/// are of something else than the run's own.
/// </summary>
internal static class EvaluationChanges
{
    /// <summary>A line for each change that was allowed; none where nothing was.</summary>
    /// <param name="summary">The results.</param>
    public static IEnumerable<string> Of(Summary summary)
    {
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
