using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Trust;

namespace RoCL.Plugins.Catalogue;

/// <summary>What is known of all plugins before any of their code runs.</summary>
/// <param name="Folders">Where they were looked for.</param>
/// <param name="Plugins">Those that could be read.</param>
/// <param name="Unreadable">
/// What is wrong with the others. It matters to nobody who does not name them.
/// </param>
public sealed record PluginCatalogue(
    PluginFolders Folders,
    ImmutableArray<CataloguedPlugin> Plugins,
    ImmutableArray<Problem> Unreadable
) : IComponentCatalogue
{
    /// <summary>Reads the metadata of every plugin.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="platform">What the plugins have to fit.</param>
    public static PluginCatalogue Read(PluginFolders folders, HostPlatform platform)
    {
        var read = folders.Read().ToList();
        return new(
            folders,
            [
                .. Distinct(read.OfType<Result<PluginAssembly>.Ok>().Select(ok => ok.Value))
                    .Select(plugin => new CataloguedPlugin(plugin, platform.Refuse(plugin))),
            ],
            [.. folders.Missing, .. read.SelectMany(plugin => plugin.Problems)]
        );
    }

    /// <summary>Every component that can be used, in the order of kinds and names.</summary>
    public IEnumerable<ComponentDescription> Components =>
        Plugins
            .Where(plugin => plugin.Problems.IsEmpty)
            .SelectMany(plugin => plugin.Assembly.Components)
            .OrderBy(component => component.Kind)
            .ThenBy(component => component.Name, StringComparer.Ordinal);

    /// <summary>Everything that is wrong with any plugin.</summary>
    public IEnumerable<Problem> Problems =>
        Unreadable.Concat(
            Plugins.SelectMany(plugin =>
                plugin.Problems.Concat(plugin.Assembly.Faults.SelectMany(fault => fault.Problems))
            )
        );

    /// <summary>Components by name, of whatever kind.</summary>
    /// <param name="name">As recipes name them (<see cref="ComponentName"/>).</param>
    public IEnumerable<ComponentDescription> Named(string name)
    {
        var wanted = ComponentName.Read(name);
        return Components.Where(component => wanted.Calls(component) && wanted.Picks(component.Plugin));
    }

    /// <summary>
    /// All components of a kind and of a plain name, those of whatever plugin and version.
    /// </summary>
    public IReadOnlyList<ComponentDescription> Namesakes(ComponentDescription of) =>
        [.. Components.Where(component => component.Kind == of.Kind && component.Name == of.Name)];

    /// <summary>
    /// The assembly that a component comes from; <see langword="null"/> where it is none of these.
    /// </summary>
    public PluginAssembly? Of(ComponentDescription component) =>
        Plugins.FirstOrDefault(plugin => plugin.Assembly.Identity == component.Plugin)?.Assembly;

    /// <inheritdoc/>
    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where)
    {
        var wanted = ComponentName.Read(name);
        var called = Components.Where(component => component.Kind == kind && wanted.Calls(component)).ToList();
        return called.Where(component => wanted.Picks(component.Plugin)).ToList() switch
        {
            [var only] => only,
            [] when FaultsOf(kind, wanted).ToImmutableArray() is { IsEmpty: false } faults => faults
                .Select(fault => fault with { Where = $"{where}: {fault.Where}" })
                .ToImmutableArray(),
            [] when called.Count > 0 => Clash.NoSuchVersion(name, wanted.Version!, Namesakes(called[0]), where),
            [] => Missing.Component(this, kind, wanted.Plain, where),
            var several => Clash.Of(name, several, Namesakes(several[0]), where),
        };
    }

    // Why a component that is there cannot be used is a better answer than that it is not there.
    private IEnumerable<Problem> FaultsOf(ComponentKind kind, ComponentName wanted) =>
        Plugins.SelectMany(plugin =>
            plugin.Assembly.Components.Any(component =>
                component.Kind == kind && wanted.Calls(component) && wanted.Picks(component.Plugin)
            )
                ? plugin.Problems
                : plugin
                    .Assembly.Faults.Where(fault =>
                        wanted.Calls(plugin.Assembly.Identity, fault.Name) && wanted.Picks(plugin.Assembly.Identity)
                    )
                    .SelectMany(fault => fault.Problems)
        );

    // The same plugin given twice is one. Only those that say the same of themselves are hashed:
    // listing reads no whole folder.
    private static IEnumerable<PluginAssembly> Distinct(IEnumerable<PluginAssembly> read) =>
        read.GroupBy(plugin => (plugin.Identity.Id, plugin.Identity.Version))
            .SelectMany(alike =>
                alike.Skip(1).Any() ? alike.DistinctBy(plugin => PluginHash.Of(plugin.Identity)) : alike
            );
}

/// <summary>A plugin whose metadata could be read.</summary>
/// <param name="Assembly">What it says.</param>
/// <param name="Problems">Why it cannot be used here; empty when it can.</param>
public sealed record CataloguedPlugin(PluginAssembly Assembly, ImmutableArray<Problem> Problems);
