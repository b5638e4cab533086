using System.Text.Json.Nodes;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;

namespace RoCL.Suites.Running;

/// <summary>The recipes that runs have recorded, held against those at hand.</summary>
/// <param name="errors">Where the person is warned.</param>
internal sealed class RecordedRecipes(ErrorOutput errors)
{
    /// <summary>
    /// Checks a run that has begun: the recipe that it goes on by, and the one in its folder.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="recipe">The recipe that it goes on by, from its folder or its suite's.</param>
    /// <param name="allowChange">Whether it may be another.</param>
    /// <returns>ROCL0268 it is another, and that is not allowed; else nothing.</returns>
    public ImmutableArray<Problem> Check(RunFolder run, JsonObject recipe, bool allowChange)
    {
        if (!RunFolder.Is(run.Root))
            return [];
        if (RecordedRecipe.DifferenceBesidesPlaces(run, recipe) is { } change)
            return allowChange ? Warned(run, change) : [RecordedRecipe.Changed(run, change)];
        var edited = RecordedRecipe.Edited(run);
        return edited is null || allowChange ? [] : [edited];
    }

    private ImmutableArray<Problem> Warned(RunFolder run, string change)
    {
        if (RunState.Of(run) is not RunState.Finished)
            errors.Warn(ChangeWarning.Of(run.Root, $"goes on by another recipe: {change}"));
        return [];
    }
}
