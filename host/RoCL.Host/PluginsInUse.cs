using RoCL.Host.CommandLine;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Suites.Measuring;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Host;

/// <summary>The plugins of a command.</summary>
/// <param name="Given">As after <c>--plugin</c>.</param>
/// <param name="AreLoaded">Whether their code is loaded, and not only what they say of it.</param>
/// <param name="Demand">What is asked of them.</param>
internal sealed record PluginsInUse(ImmutableArray<string> Given, bool AreLoaded, PluginDemand Demand)
{
    /// <summary>
    /// The folders of runs, suites or checkpoints that go on or are measured; none where something
    /// new is made.
    /// </summary>
    public ImmutableArray<string> Roots { get; init; } = [];

    /// <summary>Whether it is measured again.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Those of a command that loads none.</summary>
    public static PluginsInUse Listed(Request request) => new(request.Plugins, AreLoaded: false, PluginDemand.None);

    /// <summary>Those of <c>rocl check</c>.</summary>
    public static PluginsInUse Of(Request.Check check) => new(check.Plugins, AreLoaded: true, PluginDemand.None);

    /// <summary>Those of <c>rocl evaluate</c>.</summary>
    public static PluginsInUse Of(Request.Evaluate evaluate) =>
        new(evaluate.Plugins, AreLoaded: true, new(evaluate.Asked.AllowChange, null))
        {
            Roots = evaluate.Asked.Targets,
            IsMeasured = true,
        };

    /// <summary>Those of <c>rocl run</c>.</summary>
    public static PluginsInUse Of(Request.Run run) =>
        new(run.Plugins, AreLoaded: true, run.Asked.Trust.Plugins)
        {
            Roots = (Targets.Begun(run.Asked.Targets) ?? run.Asked.Out) is { } root ? [root] : [],
        };

    /// <summary>
    /// What was given and is there; what is not there and was kept by a run that goes on is left
    /// out.
    /// </summary>
    /// <param name="files">The disk that the runs are on.</param>
    public IEnumerable<string> AtHand(IFiles files) =>
        Given.Where(path => Path.Exists(path) || !IsKept(Path.GetFullPath(path), files));

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
}
