using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Suites.Running;

/// <summary>The plugins of another run or suite, which <c>--locked</c> demands.</summary>
/// <param name="Path">The folder of that run or suite.</param>
/// <param name="Plugins">The plugins that it used last.</param>
internal sealed record LockedPlugins(string Path, ImmutableArray<PluginRecord> Plugins)
{
    /// <summary>Those of a run or a suite.</summary>
    /// <returns>ROCL0603 there is no run, ROCL0262 its record says nothing.</returns>
    public static Result<LockedPlugins> In(IFiles files, string path)
    {
        var runs = RunFolder.In(files, path);
        if (runs.Count == 0)
            return MissingRun.At(files, path);
        return Result
            .All(runs.Select(Last))
            .Then<LockedPlugins>(plugins => new LockedPlugins(path, [.. plugins.SelectMany(all => all).Distinct()]));
    }

    /// <summary>
    /// ROCL0261: other plugins are at hand than these; <see langword="null"/> where those that both
    /// use are the same.
    /// </summary>
    /// <param name="atHand">The plugins of a recipe.</param>
    /// <param name="where">The recipe's file.</param>
    public Problem? Misfit(ImmutableArray<PluginRecord> atHand, string where)
    {
        var both = atHand.Select(plugin => plugin.Id).Intersect(Plugins.Select(plugin => plugin.Id)).ToHashSet();
        var differences = PluginDifference
            .Between(
                Plugins.Where(plugin => both.Contains(plugin.Id)),
                atHand.Where(plugin => both.Contains(plugin.Id))
            )
            .Where(difference => difference.Now is not null)
            .ToList();
        return differences.Count == 0
            ? null
            : new Problem(
                "ROCL0261",
                where,
                $"The recipe uses other plugins than {Path}: {string.Join("; ", differences)}.",
                "Name that run's plugins' folders by --plugin, or leave out --locked."
            );
    }

    private static Result<ImmutableArray<PluginRecord>> Last(RunFolder run)
    {
        var read = RunRecord.In(run);
        if (read is not Result<ImmutableArray<RunRecord>>.Ok { Value: var records })
            return read.Problems;
        return records.IsEmpty ? RunRecord.Silent(run) : records[^1].Plugins!.Value;
    }
}
