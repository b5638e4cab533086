using System.Reflection;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;

namespace Shared.Plugins;

/// <summary>Where the build put things, as the build itself said.</summary>
internal static class Places
{
    /// <summary>The folder of one of the tests' plugins.</summary>
    public static string TestPlugin(string name) => Path.Combine(Said("TestPlugins"), name);

    /// <summary>The folder <c>plugins</c> beside the built host.</summary>
    public static string BuiltPlugins => Said("BuiltPlugins");

    /// <summary>
    /// The built folder of the plugin that every recipe takes its optimizer from.
    /// </summary>
    public static string StandardOptimizers => Path.Combine(BuiltPlugins, "Optimizers.Standard");

    /// <summary>
    /// The bytes of a file that is machine code, and no assembly: what starts the host.
    /// </summary>
    public static byte[] NativeProgram() =>
        File.ReadAllBytes(
            Path.Combine(Path.GetDirectoryName(BuiltPlugins)!, OperatingSystem.IsWindows() ? "rocl.exe" : "rocl")
        );

    /// <summary>The C# files of <c>plugins/research</c> as one assembly.</summary>
    public static string ResearchMethods => Said("ResearchMethods");

    /// <summary>The host's project file.</summary>
    public static string HostProject => Said("HostProject");

    /// <summary>A file or folder of the repository, by its path there.</summary>
    public static string InRepository(params ReadOnlySpan<string> path) =>
        Path.GetFullPath(Path.Combine([Path.GetDirectoryName(HostProject)!, "..", "..", .. path]));

    /// <summary>The catalogue of some folders, and of nothing else.</summary>
    public static PluginCatalogue Catalogue(params string[] folders) =>
        PluginCatalogue.Read(
            PluginFolders.Beside(Path.Combine(Path.GetTempPath(), "no host"), folders),
            HostPlatform.Here
        );

    /// <summary>The catalogue of some of the tests' plugins.</summary>
    public static PluginCatalogue CatalogueOf(params string[] plugins) => Catalogue([.. plugins.Select(TestPlugin)]);

    /// <summary>The only component of one of the tests' plugins.</summary>
    public static ComponentDescription ComponentOf(string plugin) =>
        CatalogueOf(plugin).Plugins.Single(each => each.Assembly.Identity.Id == plugin).Assembly.Components.Single();

    private static string Said(string key) =>
        Path.GetFullPath(
            typeof(Places)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(said => said.Key == key)
                .Value!
        );
}

/// <summary>A folder for plugins that lasts as long as a test.</summary>
internal sealed class PluginsFolder : IDisposable
{
    public PluginsFolder(params string[] plugins)
    {
        foreach (var plugin in plugins)
            Add(plugin, plugin);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("rocl-plugins-").FullName;

    /// <summary>Drops a copy of one of the tests' plugins in, under a name.</summary>
    public string Add(string plugin, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        foreach (var file in Directory.GetFiles(Places.TestPlugin(plugin)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    /// <summary>Writes a file.</summary>
    public string Write(string path, byte[] content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
            // An assembly that was loaded cannot be deleted there; the folder is a temporary one.
        }
    }
}
