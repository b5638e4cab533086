using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Provenance;

/// <summary>
/// What a person allowed to change while a run was trained, so that its figures come from both: a
/// line for each change, in the order of the record.
/// </summary>
public static class WentOn
{
    /// <summary>The lines of a run; none where nothing changed.</summary>
    /// <param name="run">The run.</param>
    public static ImmutableArray<string> In(RunFolder run) => RunRecord.In(run).Match(Lines, _ => []);

    /// <summary>The lines of a run's records; none where nothing changed.</summary>
    /// <param name="records">All of them, the oldest first.</param>
    public static ImmutableArray<string> Lines(ImmutableArray<RunRecord> records) =>
        [.. records.SelectMany(LinesOf).Distinct()];

    private static IEnumerable<string> LinesOf(RunRecord record)
    {
        if (record.PluginChange is PluginChange plugins)
            yield return $"went on with other plugins: {plugins}";
        if (record.RecipeChange is { } recipe)
            yield return $"went on by another recipe: {recipe}";
        if (record.DataChange is { } data)
            yield return $"went on with other data: {data}";
        if (record.ModelChange is { } models)
            yield return $"went on with other models of other runs: {models}";
        if (record.ArithmeticChange is { } arithmetic)
            yield return $"went on by other arithmetic: {arithmetic}";
    }
}
