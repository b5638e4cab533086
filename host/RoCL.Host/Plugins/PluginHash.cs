using System.Security.Cryptography;
using System.Text;

namespace RoCL.Host.Plugins;

/// <summary>Tells two builds of a plugin apart, whatever version they call themselves.</summary>
internal static class PluginHash
{
    private static readonly ImmutableArray<string> Code = [".dll", ".so", ".dylib"];

    /// <summary>
    /// SHA-256, 64 hexadecimal digits, over name and content of all code in the plugin's folder: its own, its private dependencies'.
    /// </summary>
    /// <param name="plugin">The plugin; of its folder the files beside it count, and all below <c>runtimes</c>.</param>
    public static string Of(PluginIdentity plugin)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(plugin.Path))!;
        var natives = Path.Combine(folder, "runtimes");
        var lines = Directory.GetFiles(folder)
            .Concat(Directory.Exists(natives) ? Directory.GetFiles(natives, "*", SearchOption.AllDirectories) : [])
            .Where(file => Code.Contains(Path.GetExtension(file)))
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name}\n{Digest(file.File)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Digest(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
