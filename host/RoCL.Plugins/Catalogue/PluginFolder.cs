using RoCL.Core;
using RoCL.Plugins.Metadata;

namespace RoCL.Plugins.Catalogue;

/// <summary>
/// A folder that may hold a plugin: the assembly of the folder's name, or else the only one with
/// components.
/// </summary>
/// <remarks>
/// The other assemblies in it are the plugin's private dependencies, and are not looked into.
/// </remarks>
public static class PluginFolder
{
    /// <summary>
    /// The plugin; nothing when the folder holds none; a problem when it was meant to.
    /// </summary>
    /// <param name="folder">The folder's full path.</param>
    public static IEnumerable<Result<PluginAssembly>> Read(string folder) =>
        Guarded(
            folder,
            () =>
            {
                var files = Directory
                    .GetFiles(folder, "*.dll")
                    .Where(file => !file.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal)
                    .ToList();
                return
                    files.Find(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileName(folder)) is { } named
                    ? [ReadPlugin(named)]
                    : Only(folder, [.. files.Select(ReadFile)]);
            }
        );

    /// <summary>
    /// An assembly that is meant to be a plugin; ROCL0210 when it is no assembly, ROCL0219 when it
    /// has no component.
    /// </summary>
    /// <param name="file">The file's full path.</param>
    public static Result<PluginAssembly> ReadPlugin(string file) =>
        ReadFile(file).Then<PluginAssembly>(plugin => IsPlugin(plugin) ? plugin : Empty(plugin));

    /// <summary>One assembly; ROCL0210 when the file is none.</summary>
    /// <param name="file">The file's full path.</param>
    public static Result<PluginAssembly> ReadFile(string file)
    {
        using var image = File.OpenRead(file);
        return ComponentReader.Read(image, file);
    }

    /// <summary>What comes of looking at files, or ROCL0201 that one may not.</summary>
    public static IEnumerable<Result<PluginAssembly>> Guarded(
        string path,
        Func<IEnumerable<Result<PluginAssembly>>> look
    )
    {
        try
        {
            return [.. look()];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return
            [
                new Problem(
                    "ROCL0201",
                    path,
                    $"The plugins there cannot be read: {refused.Message}",
                    "Check the folder and who may read it."
                ),
            ];
        }
    }

    private static IEnumerable<Result<PluginAssembly>> Only(
        string folder,
        ImmutableArray<Result<PluginAssembly>> read
    ) =>
        read.OfType<Result<PluginAssembly>.Ok>().Where(ok => IsPlugin(ok.Value)).ToList() switch
        {
            [var only] => [only],
            [] => read.Where(file => file is Result<PluginAssembly>.Failed),
            var several => [Several(folder, several.Select(plugin => plugin.Value.Identity.Path))],
        };

    private static Problem Several(string folder, IEnumerable<string> files) =>
        new(
            "ROCL0218",
            folder,
            $"The folder holds several plugins: {string.Join(", ", files.Select(Path.GetFileName))}.",
            "Give each a folder of its own, or name the folder after the one that is the plugin."
        );

    private static bool IsPlugin(PluginAssembly assembly) => assembly.Components.Length + assembly.Faults.Length > 0;

    private static Problem Empty(PluginAssembly assembly) =>
        new(
            "ROCL0219",
            assembly.Identity.Path,
            "The assembly has no component.",
            "Put [Component(\"name\", \"summary\")] on a record that implements a contract."
        );
}
