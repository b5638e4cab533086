using System.Security.Cryptography;
using System.Text;
using RoCL.Core.Components;

namespace RoCL.Plugins.Trust;

/// <summary>Tells two builds of a plugin apart, whatever version they call themselves.</summary>
public static class PluginHash
{
    private static readonly ImmutableArray<string> Code = [".dll", ".so", ".dylib"];

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
        var natives = Path.Combine(folder, "runtimes");
        var files = Directory
            .GetFiles(folder)
            .Concat(Directory.Exists(natives) ? Directory.GetFiles(natives, "*", SearchOption.AllDirectories) : [])
            .Where(file => Code.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        return Of(folder, files);
    }

    /// <summary>SHA-256 over name and content of some files.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="files">Their names, with slashes, relative to it.</param>
    public static string Of(string folder, IEnumerable<string> files)
    {
        var lines = files
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file}\n{Digest(Path.Combine(folder, file))}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Digest(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
