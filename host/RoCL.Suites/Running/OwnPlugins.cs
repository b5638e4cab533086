using RoCL.Core.Reading;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Running;

/// <summary>
/// The plugins at hand for runs that have begun: in the place of an original that was built again
/// or is gone since, the copy that a run has kept.
/// </summary>
/// <remarks>
/// An original is what lies beside the host, or at the very path where the run found it. Another
/// build that a person names by <c>--plugin</c> is meant to be used, and is left to
/// <see cref="TrustCheck"/>.
/// </remarks>
/// <param name="Catalogue">The plugins at hand.</param>
/// <param name="Used">The copies that are used.</param>
public sealed record OwnPlugins(PluginCatalogue Catalogue, UsedCopies Used)
{
    /// <summary>The code of the notice that a run uses its own copies.</summary>
    public const string Code = "ROCL0258";

    /// <summary>
    /// Replaces what a run has kept in other builds than those at hand.
    /// </summary>
    /// <param name="atHand">The plugins at hand.</param>
    /// <param name="runs">The runs that go on, or are measured.</param>
    /// <param name="ids">The plugins that matter; all where null.</param>
    public static OwnPlugins Of(
        PluginCatalogue atHand,
        IEnumerable<RunFolder> runs,
        IReadOnlyCollection<string>? ids = null
    )
    {
        var own = new OwnPlugins(atHand, UsedCopies.None);
        if (atHand.Folders.Copies is not { } copies)
            return own;
        var begun = runs.ToList();
        var recorded = begun
            .SelectMany(run => Recorded(run))
            .Where(plugin => ids is null || ids.Contains(plugin.Id))
            .ToHashSet();
        // Two builds of one release in different runs: nobody can say which one is meant.
        var unique = recorded
            .GroupBy(plugin => (plugin.Id, plugin.Version))
            .Where(builds => builds.Count() == 1)
            .Select(builds => builds.Single())
            .Where(plugin => !IsAtHand(atHand, plugin))
            .ToList();
        if (unique.Count == 0)
            return own;
        var kept = begun.SelectMany(run => KeptPlugins.In(run)).DistinctBy(plugin => plugin.Record).ToList();
        foreach (var plugin in kept.Where(plugin => unique.Contains(plugin.Record)))
            own = own.With(plugin, recorded, copies);
        return own;
    }

    /// <summary>
    /// The same for a model that is measured again: what an evaluation alone uses is free.
    /// </summary>
    public static OwnPlugins OfTraining(PluginCatalogue atHand, RunFolder run)
    {
        var ids = RecipeFiles
            .Load(run.Recipe, [])
            .Then(document => RecipeReader.Read(run.Name, run.Recipe, document, atHand))
            .Match<IReadOnlyCollection<string>?>(
                recipe => [.. PluginRecord.OfTraining(recipe).Select(plugin => plugin.Id)],
                _ => null
            );
        return Of(atHand, [run], ids);
    }

    private OwnPlugins With(KeptPlugin kept, HashSet<PluginRecord> recorded, PluginCopies copies)
    {
        var others = Catalogue
            .Plugins.Where(plugin => plugin.Assembly.Identity.Id == kept.Record.Id)
            .Where(plugin => !recorded.Contains(PluginRecord.Of(plugin.Assembly.Identity)))
            .ToList();
        if (others.Exists(plugin => !IsOriginal(plugin, kept, copies)))
            return this;
        var folder = Path.GetDirectoryName(copies.Of(kept.Bytes, kept.Origin))!;
        var read = PluginCatalogue.Read(Catalogue.Folders with { Paths = [folder] }, HostPlatform.Here);
        if (read.Plugins is not [var copy])
            return this;
        var known = copy.Assembly.KnownBy(kept.Source ?? kept.Origin);
        var now = others.Count == 0 ? "none" : PluginRecord.Of(others[0].Assembly.Identity).Build;
        return new(
            Catalogue with
            {
                Plugins = [.. Catalogue.Plugins.Except(others), copy with { Assembly = known }],
            },
            new(Used.Plugins.Add(new(kept.Record, now)))
        );
    }

    private static bool IsOriginal(CataloguedPlugin plugin, KeptPlugin kept, PluginCopies copies)
    {
        var origin = plugin.Assembly.Identity.Origin;
        return origin == kept.Origin
            || origin.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)
            || (copies.IsCompiled(origin) && copies.IsCompiled(kept.Origin));
    }

    private static bool IsAtHand(PluginCatalogue catalogue, PluginRecord recorded) =>
        catalogue
            .Plugins.Select(plugin => plugin.Assembly.Identity)
            .Any(plugin => plugin.Id == recorded.Id && PluginRecord.Of(plugin) == recorded);

    private static ImmutableArray<PluginRecord> Recorded(RunFolder run) => RunRecord.LastIn(run)?.Plugins ?? [];
}
