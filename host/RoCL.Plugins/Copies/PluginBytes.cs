using RoCL.Plugins.Trust;

namespace RoCL.Plugins.Copies;

/// <summary>A plugin's files, read once: what is hashed is what is copied.</summary>
/// <param name="Files">By their names relative to the plugin's folder, with slashes.</param>
public sealed record PluginBytes(ImmutableSortedDictionary<string, byte[]> Files)
{
    private const long MostBytes = 1L << 28;

    /// <summary>As <see cref="PluginHash"/>.</summary>
    public string Sha256 { get; } = PluginHash.OfFiles(Files.Where(file => PluginFiles.IsCode(file.Key)));

    /// <summary>
    /// Reads the files of a folder; <see langword="null"/> where they are larger than a plugin is.
    /// </summary>
    public static PluginBytes? Read(string folder) => Read(folder, _ => true);

    /// <summary>
    /// Reads some files of a folder; <see langword="null"/> where they are larger than a plugin is.
    /// </summary>
    /// <param name="folder">The plugin's.</param>
    /// <param name="isWanted">Which, by their names relative to it.</param>
    public static PluginBytes? Read(string folder, Func<string, bool> isWanted)
    {
        var all = PluginFiles.CodeIn(folder).Concat(PluginFiles.CompanionsIn(folder));
        string[] names = [.. all.Where(isWanted)];
        if (names.Sum(name => new FileInfo(Path.Combine(folder, name)).Length) > MostBytes)
            return null;
        return new(
            names.ToImmutableSortedDictionary(
                name => name,
                name => File.ReadAllBytes(Path.Combine(folder, name)),
                StringComparer.Ordinal
            )
        );
    }
}
