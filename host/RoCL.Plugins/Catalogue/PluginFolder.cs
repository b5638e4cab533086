using RoCL.Core;
using RoCL.Plugins.Copies;
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
    /// <param name="copies">
    /// What is read and loaded instead of originals; none where nothing is loaded.
    /// </param>
    public static IEnumerable<Result<PluginAssembly>> Read(string folder, PluginCopies? copies = null) =>
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
                    ? [ReadPlugin(named, copies)]
                    : Only(folder, [.. files.Select(ReadFile)], copies);
            }
        );

    /// <summary>
    /// An assembly that is meant to be a plugin; ROCL0210 when it is no assembly, ROCL0219 when it
    /// has no component.
    /// </summary>
    /// <param name="file">The file's full path.</param>
    /// <param name="copies">As of <see cref="Read"/>.</param>
    public static Result<PluginAssembly> ReadPlugin(string file, PluginCopies? copies = null) =>
        ReadFile(file)
            .Then<PluginAssembly>(plugin => IsPlugin(plugin) ? plugin : Empty(plugin))
            .Then(plugin => Copied(plugin, copies));

    /// <summary>One assembly; ROCL0210 when the file is none.</summary>
    /// <param name="file">The file's full path.</param>
    public static Result<PluginAssembly> ReadFile(string file) => ReadFile(file, file);

    private static Result<PluginAssembly> ReadFile(string file, string origin)
    {
        using var image = File.OpenRead(file);
        return ComponentReader.Read(image, file, origin);
    }

    private static Result<PluginAssembly> Copied(PluginAssembly plugin, PluginCopies? copies)
    {
        var original = plugin.Identity.Path;
        var copy = copies?.Of(original) ?? original;
        return copy == original ? plugin : ReadFile(copy, original);
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
        ImmutableArray<Result<PluginAssembly>> read,
        PluginCopies? copies
    ) =>
        read.OfType<Result<PluginAssembly>.Ok>().Where(ok => IsPlugin(ok.Value)).ToList() switch
        {
            [var only] => [Copied(only.Value, copies)],
            [] => read.Where(file => file is Result<PluginAssembly>.Failed),
            var several => [Several(folder, several.Select(plugin => plugin.Value.Identity.Origin))],
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
            assembly.Identity.Origin,
            "The assembly has no component.",
            "Put [Component(\"name\", \"summary\")] on a record that implements a contract."
        );
}
