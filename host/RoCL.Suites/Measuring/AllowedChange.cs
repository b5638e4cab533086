using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;
using RoCL.Suites.Running;

namespace RoCL.Suites.Measuring;

/// <summary>
/// What an evaluation was made with that is not what its run has recorded, since its person allowed
/// it; the file of the evaluation says it.
/// </summary>
/// <param name="Plugins">
/// Other plugins than those of the training; none where they are the same.
/// </param>
/// <param name="Recipe">How the recipe in the run's folder differs; none where it does not.</param>
/// <param name="Inputs">How data and models of other runs differ.</param>
internal sealed record AllowedChange(PluginChange? Plugins, string? Recipe, InputChange Inputs)
{
    /// <summary>The warnings of all changes.</summary>
    /// <param name="run">The run.</param>
    public IEnumerable<string> WarningsOf(RunFolder run)
    {
        if (Plugins is not null)
            yield return Line($"other plugins than it was trained with: {Plugins}");
        if (Recipe is not null)
            yield return ChangeWarning.Of(run.Root, $"is measured by another recipe than it has recorded: {Recipe}");
        if (Inputs.Data is { } data)
            yield return Line($"other data than it was made with: {data}");
        if (Inputs.Models is { } models)
            yield return Line($"other models of other runs than it was made with: {models}");

        string Line(string what) => ChangeWarning.Of(run.Root, $"is measured with {what}");
    }

    /// <summary>The results, with what was allowed to change, now and in training.</summary>
    /// <param name="summary">The results.</param>
    /// <param name="run">The run.</param>
    public Summary In(Summary summary, RunFolder run) =>
        summary with
        {
            WentOn = WentOn.In(run),
            PluginChange = Plugins,
            RecipeChange = Recipe,
            DataChange = Inputs.Data,
            ModelChange = Inputs.Models,
        };
}
