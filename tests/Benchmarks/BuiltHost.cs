using System.Reflection;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;

namespace Benchmarks;

/// <summary>The plugins beside the host that was built, through the real loader.</summary>
internal sealed class BuiltHost
{
    /// <summary>Reads the plugins' metadata.</summary>
    public BuiltHost()
    {
        Catalogue = PluginCatalogue.Read(PluginFolders.Beside(Folder, []), HostPlatform.Here);
        Binder = new RecipeBinder(new LoadedComponents(new McMasterPluginLoader()));
    }

    /// <summary>Where the host was built.</summary>
    public static string Folder { get; } =
        typeof(BuiltHost)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == nameof(BuiltHost))
            .Value!;

    /// <summary>Which components there are.</summary>
    public PluginCatalogue Catalogue { get; }

    /// <summary>Makes components.</summary>
    public RecipeBinder Binder { get; }
}
