using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// Opens the runs of a suite, one at a time: no more than one data set is held, and it stays open
/// from a run to the next that has the same.
/// </summary>
public sealed class Jobs(IComponentCatalogue catalogue, RecipeBinder binder)
{
    private static readonly string[] Keys = ["data", "images", "seed"];
    private Job? _last;

    /// <summary>A run, ready to go; or all that is wrong with it.</summary>
    public Result<Job> Of(SuiteRun run)
    {
        var opened =
            _last is { } last && SameImages(last.Document, run.Document)
                ? RecipeReader
                    .Read(run.Name, run.Row.Where, run.Document, catalogue)
                    .Then(recipe => Plan.Of(binder.For(last.Train.Classes).Bind(recipe), last.Train))
                    .Then<Job>(plan => last with { Name = run.Name, Document = run.Document, Plan = plan })
                    .Then(job => job.WithSoundMonitors())
                    .Then<Job>(job => job.WithOtherData(binder))
                : Job.Of(run.Name, run.Row.Where, run.Document, catalogue, binder);
        if (opened is not Result<Job>.Ok ok)
            return opened;
        _last = ok.Value with { Origin = run.Row.Origin };
        return _last;
    }

    /// <summary>
    /// The recipe of a run whose data cannot be opened yet; or what is wrong with it.
    /// </summary>
    public Result<Recipe> Read(SuiteRun run) => RecipeReader.Read(run.Name, run.Row.Where, run.Document, catalogue);

    private static bool SameImages(JsonObject one, JsonObject other) =>
        Keys.All(key => JsonNode.DeepEquals(one[key], other[key]));
}
