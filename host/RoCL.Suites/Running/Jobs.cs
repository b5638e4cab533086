using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// Opens the runs of a suite, one at a time: no more than one data set is held, and it stays open
/// from a run to the next that has the same, whichever of its images each chooses.
/// </summary>
public sealed class Jobs(IComponentCatalogue catalogue, RecipeBinder binder)
{
    private Job? _last;

    /// <summary>A run, ready to go; or all that is wrong with it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">As of <see cref="Job.Of"/>.</param>
    public Result<Job> Of(SuiteRun run, DataChange? change = null)
    {
        var data = _last is { } last && SameData(last.Document, run.Document) ? last.OpenedData : null;
        var job = Job.Of(run.Name, run.Row.Where, run.Document, catalogue, binder, opened: data, change: change);
        if (job is not Result<Job>.Ok ok)
            return job;
        _last = ok.Value with { Origin = run.Row.Origin };
        return _last;
    }

    /// <summary>
    /// The recipe of a run whose data cannot be opened yet; or what is wrong with it.
    /// </summary>
    public Result<Recipe> Read(SuiteRun run) => RecipeReader.Read(run.Name, run.Row.Where, run.Document, catalogue);

    private static bool SameData(JsonObject one, JsonObject other) => JsonNode.DeepEquals(one["data"], other["data"]);
}
