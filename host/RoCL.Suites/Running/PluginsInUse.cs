using RoCL.Contracts.Native;
using RoCL.Core;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Sources;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>The plugins of a command.</summary>
/// <param name="Given">As after <c>--plugin</c>.</param>
/// <param name="AreLoaded">Whether their code is loaded, and not only what they say of it.</param>
/// <param name="Demand">What is asked of them.</param>
public sealed record PluginsInUse(ImmutableArray<string> Given, bool AreLoaded, PluginDemand Demand)
{
    /// <summary>
    /// The folders of runs, suites or checkpoints that go on or are measured; none where something
    /// new is made.
    /// </summary>
    public ImmutableArray<string> Roots { get; init; } = [];

    /// <summary>Whether it is measured again.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Those of a command that loads none.</summary>
    public static PluginsInUse Listed(ImmutableArray<string> given) => new(given, AreLoaded: false, PluginDemand.None);

    /// <summary>Those of <c>rocl check</c>; for runs, those that they have kept.</summary>
    /// <param name="given">As after <c>--plugin</c>.</param>
    /// <param name="targets">What is checked.</param>
    public static PluginsInUse Checked(ImmutableArray<string> given, ImmutableArray<string> targets) =>
        new(given, AreLoaded: true, PluginDemand.None)
        {
            Roots = [.. targets.Where(target => RunFolder.Is(target) || SuiteFileNames.AreIn(target))],
        };

    /// <summary>
    /// Those of <c>rocl evaluate</c> for the folders of runs, suites or checkpoints.
    /// </summary>
    public static PluginsInUse Measured(
        ImmutableArray<string> given,
        ImmutableArray<string> measured,
        bool allowChange
    ) => new(given, AreLoaded: true, new(allowChange, null)) { Roots = measured, IsMeasured = true };

    /// <summary>Those of <c>rocl run</c>.</summary>
    /// <param name="given">As after <c>--plugin</c>.</param>
    /// <param name="demand">What is asked of them.</param>
    /// <param name="targets">What is run.</param>
    /// <param name="results">The folder that results go to, where a person names one.</param>
    /// <param name="parent">The run that a new one goes on from, where there is one.</param>
    public static PluginsInUse Trained(
        ImmutableArray<string> given,
        PluginDemand demand,
        ImmutableArray<string> targets,
        string? results,
        string? parent
    ) =>
        new(given, AreLoaded: true, demand)
        {
            Roots = (parent ?? Targets.Begun(targets) ?? results) is { } root ? [root] : [],
        };

    /// <summary>Where the plugins lie; C# files are compiled here.</summary>
    /// <param name="host">The host's own folder.</param>
    /// <param name="sources">Compiles.</param>
    /// <param name="files">The disk that the runs are on.</param>
    /// <param name="warn">Takes warnings, a line each.</param>
    /// <returns>
    /// ROCL0201: something is not there, and no run that goes on has kept it; ROCL0230 to ROCL0234:
    /// it does not compile.
    /// </returns>
    public Result<PluginFolders> Folders(string host, SourcePlugins sources, IFiles files, Action<string> warn)
    {
        var atHand = Given.Where(path => Path.Exists(path) || !IsKept(Path.GetFullPath(path), files)).ToList();
        return sources
            .Ready(atHand)
            .Then(ready => Found(PluginFolders.Beside(host, ready).CompiledOf(atHand, ready), warn));
    }

    /// <summary>
    /// These plugins, and in the place of originals that have changed the copies that runs have
    /// kept.
    /// </summary>
    /// <param name="atHand">What is at hand.</param>
    /// <param name="files">The disk that the runs are on.</param>
    public OwnPlugins Owned(PluginCatalogue atHand, IFiles files)
    {
        if (Roots.IsEmpty || Demand.AllowChange)
            return new(atHand, UsedCopies.None);
        var runs = RunsIn(files);
        return IsMeasured && runs is [var run] ? OwnPlugins.OfTraining(atHand, run) : OwnPlugins.Of(atHand, runs);
    }

    private ImmutableArray<RunFolder> RunsIn(IFiles files) =>
        [.. Roots.SelectMany(root => EvaluationTarget.In(files, root)).Select(target => target.Run).Distinct()];

    private bool IsKept(string path, IFiles files) =>
        RunsIn(files)
            .SelectMany(run => KeptPlugins.In(run))
            .Any(kept =>
                kept.Origin == path
                || kept.Origin.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || kept.Record.Id == Path.GetFileNameWithoutExtension(path)
            );

    private Result<PluginFolders> Found(PluginFolders folders, Action<string> warn)
    {
        ImmutableArray<Problem> missing = [.. folders.Missing];
        if (!missing.IsEmpty)
            return missing;
        return AreLoaded
            ? folders with
            {
                Copies = new(UserCache.Folder("copies"), UserCache.Folder("plugins"), warn),
            }
            : folders;
    }
}
