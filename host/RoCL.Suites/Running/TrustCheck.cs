using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// Holds the plugins at hand against those that a run has recorded: by their files' hashes, before
/// any of their code is loaded.
/// </summary>
public sealed class TrustCheck(PluginCatalogue catalogue, IFiles files, ErrorOutput errors, UsedCopies? own = null)
{
    private readonly RecordedPlugins _recorded = new(errors);

    /// <summary>
    /// Checks every run of a suite that has begun, finished or not: one table is made with one set
    /// of plugins.
    /// </summary>
    /// <returns>
    /// What changes for which run that goes on, where that is allowed; else ROCL0260 with every
    /// difference, ROCL0261 where another run's plugins are demanded, ROCL0262 where a record says
    /// nothing, ROCL0268 where a recipe is not the recorded one and may not change, and what is
    /// wrong with the recipes.
    /// </returns>
    public Result<ImmutableDictionary<string, PluginChange>> Check(Suite suite, SuiteFolder folder, TrustDemand demand)
    {
        var recipes = new RecordedRecipes(errors);
        LockedPlugins? locked = null;
        if (demand.Plugins.Locked is { } other)
        {
            var read = LockedPlugins.In(files, other);
            if (read is not Result<LockedPlugins>.Ok { Value: var demanded })
                return read.Problems;
            locked = demanded;
        }

        var rows = suite.Rows.ToDictionary(row => row.Name, PluginsOf);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var changes = ImmutableDictionary.CreateBuilder<string, PluginChange>();
        foreach (var run in suite.Runs)
        {
            var plugins = rows[run.Row.Name];
            if (locked is not null && Misfit(locked, plugins, run.Row) is { } misfit)
                problems.Add(misfit);
            var compared = Compare(folder.Of(run), plugins, demand.Plugins.AllowChange);
            problems.AddRange(compared.Problems);
            var isOver = RunState.Of(folder.Of(run)) is RunState.Finished;
            if (!isOver && compared is Result<PluginChange?>.Ok { Value: { } change })
                changes.Add(run.Name, change);
            problems.AddRange(plugins.Problems);
            problems.AddRange(recipes.Check(folder.Of(run), run.Document, demand.AllowRecipeChange));
        }

        if (problems.Count > 0)
            return problems.Distinct().ToImmutableArray();
        SayOwn(folder.Root, own);
        foreach (var (run, change) in changes)
            errors.Warn(ChangeWarning.Of(run, $"goes on with other plugins: {change}"));
        return changes.ToImmutable();
    }

    /// <summary>
    /// Checks a trained model that is measured again: it needs the plugins that it was trained
    /// with; what an evaluation alone uses is free.
    /// </summary>
    /// <returns>As <see cref="Check"/>.</returns>
    public Result<PluginChange?> Measured(RunFolder run, Recipe recipe, bool allowed)
    {
        SayOwn(run.Root, own?.In(recipe));
        var now = PluginRecord.OfTraining(recipe);
        return _recorded.Compare(run, allowed, Differences);

        ImmutableArray<PluginDifference> Differences(ImmutableArray<PluginRecord> was)
        {
            var used = was.Where(plugin => now.Any(other => other.Id == plugin.Id));
            return [.. PluginDifference.Between(used, now).Where(difference => difference.Now is not null)];
        }
    }

    private void SayOwn(string root, UsedCopies? copies)
    {
        if (copies?.Text is not { } text)
            return;
        errors.Warn(
            $"{OwnPlugins.Code} {root}: Plugins were changed since; the copies that were kept are used: {text}. "
                + "--allow-plugin-change goes on with what is at hand."
        );
    }

    private Result<ImmutableArray<PluginRecord>> PluginsOf(SuiteRow row) =>
        RecipeReader
            .Read(row.Name, row.Where, row.Recipe, catalogue)
            .Then<ImmutableArray<PluginRecord>>(recipe => PluginRecord.Of(recipe));

    private static Problem? Misfit(LockedPlugins locked, Result<ImmutableArray<PluginRecord>> plugins, SuiteRow row) =>
        plugins.Match(read => locked.Misfit(read, row.Where), _ => null);

    private Result<PluginChange?> Compare(
        RunFolder run,
        Result<ImmutableArray<PluginRecord>> plugins,
        bool allowChange
    ) =>
        RunFolder.Is(run.Root)
            ? _recorded.Compare(
                run,
                allowChange,
                was => plugins.Match(now => PluginDifference.Between(was, now), _ => ChangedById(was))
            )
            : new Result<PluginChange?>.Ok(null);

    // A recipe that cannot be read, perhaps since a plugin is gone: what was recorded is looked for
    // by its id.
    private ImmutableArray<PluginDifference> ChangedById(ImmutableArray<PluginRecord> was)
    {
        var now = catalogue
            .Plugins.Select(plugin => plugin.Assembly.Identity)
            .Where(plugin => was.Any(used => used.Id == plugin.Id))
            .Select(PluginRecord.Of)
            .ToList();
        return
        [
            .. was.Except(now).Select(gone => new PluginDifference(gone, now.Find(plugin => plugin.Id == gone.Id))),
        ];
    }
}
