using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// Holds the plugins at hand against those that a run has recorded: by their files' hashes, before
/// any of their code is loaded.
/// </summary>
public sealed class TrustCheck(PluginCatalogue catalogue, IFiles files, ErrorOutput errors)
{
    /// <summary>
    /// Every run of a suite that has begun, finished or not: one table is made with one set of
    /// plugins.
    /// </summary>
    /// <returns>
    /// What changes for which run, where that is allowed; else ROCL0260 with every difference,
    /// ROCL0261 where another run's plugins are demanded, ROCL0262 where a record says nothing, and
    /// what is wrong with the recipes.
    /// </returns>
    public Result<ImmutableDictionary<string, PluginChange>> Check(Suite suite, SuiteFolder folder, PluginDemand demand)
    {
        var demanded = demand.Locked is { } other ? Recorded(other) : ImmutableArray<PluginRecord>.Empty;
        if (demanded is not Result<ImmutableArray<PluginRecord>>.Ok { Value: var locked })
            return demanded.Problems;
        var rows = suite.Rows.ToDictionary(
            row => row.Name,
            row =>
                RecipeReader
                    .Read(row.Name, row.Where, row.Recipe, catalogue)
                    .Then<ImmutableArray<PluginRecord>>(recipe => PluginRecord.Of(recipe))
        );
        var (problems, changes) = (
            ImmutableArray.CreateBuilder<Problem>(),
            ImmutableDictionary.CreateBuilder<string, PluginChange>()
        );
        foreach (var run in suite.Runs)
        {
            var now = rows[run.Row.Name];
            if (demand.Locked is not null)
            {
                problems.AddRange(
                    now.Match(plugins => Demanded(demand.Locked, locked, plugins, run.Row.Where), _ => [])
                );
            }

            if (RunFolder.Is(folder.Of(run).Root))
            {
                Resumed(folder.Of(run), now, demand.AllowChange)
                    .Match<object?>(
                        change => change is null ? null : changes[run.Name] = change,
                        failed =>
                        {
                            problems.AddRange(failed);
                            return null;
                        }
                    );
            }

            problems.AddRange(now.Problems);
        }
        if (problems.Count > 0)
            return problems.Distinct().ToImmutableArray();
        foreach (var (run, change) in changes)
            errors.Warn($"{run} goes on with other plugins: {change}.");
        return changes.ToImmutable();
    }

    /// <summary>
    /// A trained model that is measured again needs the plugins that it was trained with; what an
    /// evaluation alone uses is free.
    /// </summary>
    /// <returns>As <see cref="Check"/>.</returns>
    public Result<PluginChange?> Measured(RunFolder run, Recipe recipe, bool allowed) =>
        Compared(
            run,
            allowed,
            was =>
            {
                var now = PluginRecord.OfTraining(recipe);
                return
                [
                    .. PluginDifference
                        .Between(was.Where(plugin => now.Any(used => used.Id == plugin.Id)), now)
                        .Where(each => each.Now is not null),
                ];
            }
        );

    private Result<PluginChange?> Resumed(RunFolder run, Result<ImmutableArray<PluginRecord>> now, bool allowed) =>
        Compared(run, allowed, was => now.Match(plugins => PluginDifference.Between(was, plugins), _ => AtHand(was)));

    private Result<PluginChange?> Compared(
        RunFolder run,
        bool allowed,
        Func<ImmutableArray<PluginRecord>, ImmutableArray<PluginDifference>> differences
    ) =>
        RunRecord
            .In(run)
            .Match<Result<PluginChange?>>(
                records =>
                {
                    if (records.IsEmpty)
                    {
                        return allowed || CheckpointStore.TrainedSteps(run) == 0
                            ? new Result<PluginChange?>.Ok(null)
                            : RunRecord.Silent(run);
                    }

                    if (
                        records[^1].Host is not null
                        && RunState.Of(run) is not RunState.Finished
                        && RunRecord.Here.HostSince(records[^1]) is { } host
                    )
                    {
                        errors.Warn($"ROCL0263 {run.Root}: goes on with another build of the host: {host}.");
                    }

                    var found = differences(records[^1].Plugins!.Value);
                    return found.IsEmpty ? new Result<PluginChange?>.Ok(null)
                        : allowed ? new PluginChange(CheckpointStore.TrainedSteps(run), found)
                        : new Problem(
                            "ROCL0260",
                            run.Root,
                            $"was made with other plugins: {string.Join("; ", found)}.",
                            "Name those plugins' folders by --plugin, or go on with these by "
                                + "--allow-plugin-change: the run's record will say so."
                        );
                },
                silent => allowed ? new Result<PluginChange?>.Ok(null) : silent
            );

    // A recipe that cannot be read, perhaps since a plugin is gone: what was recorded is looked for
    // by its id.
    private ImmutableArray<PluginDifference> AtHand(ImmutableArray<PluginRecord> was)
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

    private static ImmutableArray<Problem> Demanded(
        string of,
        ImmutableArray<PluginRecord> locked,
        ImmutableArray<PluginRecord> now,
        string where
    )
    {
        var both = now.Select(plugin => plugin.Id).Intersect(locked.Select(plugin => plugin.Id)).ToHashSet();
        var differences = PluginDifference
            .Between(locked.Where(plugin => both.Contains(plugin.Id)), now.Where(plugin => both.Contains(plugin.Id)))
            .Where(each => each.Now is not null)
            .ToList();
        return differences.Count == 0
            ? []
            :
            [
                new(
                    "ROCL0261",
                    where,
                    $"uses other plugins than {of}: {string.Join("; ", differences)}.",
                    "Name that run's plugins' folders by --plugin, or leave out --locked."
                ),
            ];
    }

    private Result<ImmutableArray<PluginRecord>> Recorded(string of) =>
        RunFolder.In(files, of) is { Count: > 0 } runs
            ? Result
                .All(
                    runs.Select(run =>
                        RunRecord
                            .In(run)
                            .Then<RunRecord>(records => records.IsEmpty ? RunRecord.Silent(run) : records[^1])
                    )
                )
                .Then<ImmutableArray<PluginRecord>>(records =>
                    records.SelectMany(record => record.Plugins!.Value).Distinct().ToImmutableArray()
                )
            : RunFolder.NoRun(of);
}
