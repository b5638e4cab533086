using System.Reflection;
using System.Runtime.InteropServices;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Metadata;

namespace RoCL.Library;

/// <summary>
/// The components in the assemblies of the running program: those of the packages that it refers
/// to, and its own.
/// </summary>
internal sealed class ProgramComponents : IComponentCatalogue, IPluginLoader
{
    private const string KnownAssemblies = "TRUSTED_PLATFORM_ASSEMBLIES";

    private readonly PluginCatalogue _catalogue = new(
        new PluginFolders([Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)]),
        [.. Assemblies().Select(assembly => new CataloguedPlugin(assembly, HostPlatform.Here.Refuse(assembly)))],
        []
    );

    // The assemblies of a program stay as they are while it runs: they are looked through once.
    private static readonly Lazy<ProgramComponents> Found = new(() => new());

    private ProgramComponents() { }

    /// <summary>The running program's.</summary>
    public static ProgramComponents Here => Found.Value;

    /// <summary>The components' code.</summary>
    public IComponentTypes Types => new LoadedComponents(this);

    /// <inheritdoc/>
    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
        OwnComponents.Find(name) is { } own && own.Kind == kind ? own : _catalogue.Find(kind, name, where);

    /// <inheritdoc/>
    public Assembly Load(PluginIdentity plugin) => Assembly.Load(new AssemblyName(plugin.Id));

    // The framework's own have no components, and there are two hundred of them.
    private static IEnumerable<PluginAssembly> Assemblies()
    {
        var framework = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var known = AppContext.GetData(KnownAssemblies) as string ?? "";
        return known
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(file => Path.GetDirectoryName(file) != framework)
            .Select(PluginFolder.ReadFile)
            .OfType<Result<PluginAssembly>.Ok>()
            .Select(read => read.Value)
            .Where(assembly => assembly.Components.Length > 0);
    }
}
