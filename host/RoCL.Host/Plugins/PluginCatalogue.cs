namespace RoCL.Host.Plugins;

/// <summary>What is known of all plugins before any of their code runs.</summary>
/// <param name="Folders">Where they were looked for.</param>
/// <param name="Plugins">Those that could be read, the core's own components first.</param>
/// <param name="Unreadable">What is wrong with the others. It matters to nobody who does not name them.</param>
internal sealed record PluginCatalogue(PluginFolders Folders, ImmutableArray<CataloguedPlugin> Plugins, ImmutableArray<Problem> Unreadable)
    : IComponentCatalogue
{
    /// <summary>Reads the metadata of every plugin.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="platform">What the plugins have to fit.</param>
    public static PluginCatalogue Read(PluginFolders folders, HostPlatform platform)
    {
        var read = folders.Read().Prepend(PluginFolder.ReadFile(typeof(ComponentReader).Assembly.Location)).ToList();
        return new(
            folders,
            [.. read.OfType<Result<PluginAssembly>.Ok>().Select(ok => new CataloguedPlugin(ok.Value, platform.Refuse(ok.Value)))],
            [.. folders.Missing, .. read.SelectMany(plugin => plugin.Problems)]);
    }

    /// <summary>Every component that can be used, in the order of kinds and names.</summary>
    public IEnumerable<ComponentDescription> Components => Plugins
        .Where(plugin => plugin.Problems.IsEmpty)
        .SelectMany(plugin => plugin.Assembly.Components)
        .OrderBy(component => component.Kind).ThenBy(component => component.Name, StringComparer.Ordinal);

    /// <summary>Everything that is wrong with any plugin.</summary>
    public IEnumerable<Problem> Problems => Unreadable.Concat(Plugins.SelectMany(plugin =>
        plugin.Problems.Concat(plugin.Assembly.Faults.SelectMany(fault => fault.Problems))));

    /// <summary>Components by name, of whatever kind.</summary>
    /// <param name="name">Plain, or qualified by the plugin: <c>plugin/name</c>.</param>
    public IEnumerable<ComponentDescription> Named(string name) => Components.Where(component => IsCalled(component, name));

    /// <inheritdoc/>
    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
        Named(name).Where(component => component.Kind == kind).ToList() switch
        {
            [var only] => only,
            [] when FaultsOf(kind, name).ToImmutableArray() is { IsEmpty: false } faults =>
                faults.Select(fault => fault with { Where = $"{where}: {fault.Where}" }).ToImmutableArray(),
            [] => Missing.Component(this, kind, name, where),
            var several => new Problem("ROCL0203", where, $"several plugins have \"{name}\": {string.Join(", ", several.Select(Origin))}.",
                several.Select(component => component.QualifiedName).Distinct().Count() == several.Count
                    ? $"Say which: \"{several[0].QualifiedName}\"." : "Leave only one of them in the plugins' folders."),
        };

    // Why a component that is there cannot be used is a better answer than that it is not there.
    private IEnumerable<Problem> FaultsOf(ComponentKind kind, string name) => Plugins.SelectMany(plugin =>
        plugin.Assembly.Components.Any(component => component.Kind == kind && IsCalled(component, name))
            ? plugin.Problems
            : plugin.Assembly.Faults.Where(fault => fault.Name == name || $"{plugin.Assembly.Identity.Id}/{fault.Name}" == name)
                .SelectMany(fault => fault.Problems));

    private static bool IsCalled(ComponentDescription component, string name) => component.Name == name || component.QualifiedName == name;

    private static string Origin(ComponentDescription component) =>
        $"{component.QualifiedName} {component.Plugin.Release} ({component.Plugin.Path})";
}

/// <summary>A plugin whose metadata could be read.</summary>
/// <param name="Assembly">What it says.</param>
/// <param name="Problems">Why it cannot be used here; empty when it can.</param>
internal sealed record CataloguedPlugin(PluginAssembly Assembly, ImmutableArray<Problem> Problems);
