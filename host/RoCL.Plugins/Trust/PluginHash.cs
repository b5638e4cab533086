using System.Security.Cryptography;
using RoCL.Core.Components;
using RoCL.Core.Fingerprints;

namespace RoCL.Plugins.Trust;

/// <summary>Tells two builds of a plugin apart, whatever version they call themselves.</summary>
public static class PluginHash
{
    /// <summary>
    /// SHA-256, 64 hexadecimal digits, over name and content of all code in the plugin's folder:
    /// its own, its private dependencies'.
    /// </summary>
    /// <param name="plugin">
    /// The plugin; of its folder the files beside it count, and all below <c>runtimes</c>.
    /// </param>
    public static string Of(PluginIdentity plugin)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(plugin.Path))!;
        return Of(folder, PluginFiles.CodeIn(folder));
    }

    /// <summary>SHA-256 over name and content of files that were read.</summary>
    /// <param name="files">By their names, with slashes.</param>
    public static string OfFiles(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        OfDigests(files.Select(file => KeyValuePair.Create(file.Key, SHA256.HashData(file.Value))));

    /// <summary>SHA-256 over name and content of some files.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="files">Their names, with slashes, relative to it.</param>
    public static string Of(string folder, IEnumerable<string> files) =>
        OfDigests(files.Select(file => KeyValuePair.Create(file, Digest(Path.Combine(folder, file)))));

    private static string OfDigests(IEnumerable<KeyValuePair<string, byte[]>> digests)
    {
        var lines = digests
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{file.Key}\n{Convert.ToHexStringLower(file.Value)}\n");
        return TextHash.Of(string.Concat(lines));
    }

    private static byte[] Digest(string file)
    {
        using var content = File.OpenRead(file);
        return SHA256.HashData(content);
    }
}
