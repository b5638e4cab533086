using RoCL.Plugins.Trust;

namespace RoCL.Plugins.Sources;

/// <summary>
/// A compiled plugin in the cache, with the hash of what the compiler made: one that was damaged,
/// or replaced by another build, is compiled again.
/// </summary>
internal static class CompiledFolder
{
    private const string HashName = "sha256";

    /// <summary>Writes the hash of a plugin that was compiled just now.</summary>
    public static void Vouch(string home, string plugin) =>
        File.WriteAllText(Path.Combine(home, HashName), HashOf(plugin));

    /// <summary>Whether a plugin is there, and what the compiler made.</summary>
    public static bool IsWhole(string home, string plugin)
    {
        var hash = Path.Combine(home, HashName);
        return Directory.Exists(plugin) && File.Exists(hash) && File.ReadAllText(hash) == HashOf(plugin);
    }

    /// <summary>
    /// Makes room for a plugin that is compiled again. Another process may use what is there: it
    /// keeps the files that it has opened.
    /// </summary>
    public static void Clear(string home)
    {
        var aside = $"{home}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        Directory.Move(home, aside);
        Directory.Delete(aside, recursive: true);
    }

    private static string HashOf(string plugin) => PluginHash.Of(plugin, PluginFiles.CodeIn(plugin));
}
