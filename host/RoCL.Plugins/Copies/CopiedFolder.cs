using System.Text.Json;
using RoCL.Plugins.Trust;

namespace RoCL.Plugins.Copies;

/// <summary>
/// The folder of a plugin's copy: written beside its place and renamed, so that it is there whole
/// or not at all, and several processes may want it at once.
/// </summary>
internal static class CopiedFolder
{
    /// <summary>Whether a copy is there and has these very bytes.</summary>
    public static bool IsWhole(string copy, PluginBytes bytes)
    {
        if (!Directory.Exists(copy))
            return false;
        var expected = WithNatives(Path.GetFileName(copy), bytes);
        return expected.All(file => Has(Path.Combine(copy, file.Key), file.Value))
            && PluginFiles.CodeIn(copy).All(expected.ContainsKey);
    }

    /// <summary>Makes the folder, in the place of one that was damaged.</summary>
    public static void Make(string home, string copy, PluginBytes bytes)
    {
        // One that comes meanwhile is another process's, and sound.
        var isDamaged = Directory.Exists(home);
        var staged = $"{home}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        try
        {
            var folder = Path.Combine(staged, Path.GetFileName(copy));
            foreach (var (name, content) in WithNatives(Path.GetFileName(copy), bytes))
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                CacheFile.Write(path, file => File.WriteAllBytes(file, content));
            }

            if (isDamaged)
                Directory.Move(home, $"{staged}.damaged");
            Publish(staged, home);
        }
        finally
        {
            Delete(staged);
            Delete($"{staged}.damaged");
        }
    }

    private static ImmutableSortedDictionary<string, byte[]> WithNatives(string id, PluginBytes bytes)
    {
        string[] natives = [.. PluginFiles.FlatNatives(bytes.Files.Keys)];
        if (natives.Length == 0)
            return bytes.Files;
        var name = $"{id}.deps.json";
        try
        {
            var dependencies = NativeDependencies.With(bytes.Files.GetValueOrDefault(name), natives);
            return bytes.Files.SetItem(name, dependencies);
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            // The loader says what is wrong with it.
            return bytes.Files;
        }
    }

    private static bool Has(string path, byte[] bytes) =>
        File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    // Another process may have been faster; its folder is as good.
    private static void Publish(string staged, string home)
    {
        try
        {
            Directory.Move(staged, home);
        }
        catch (IOException) when (Directory.Exists(home)) { }
    }

    /// <summary>
    /// Adds links to what lies beside an original and is no code: data that a plugin looks for
    /// there.
    /// </summary>
    public static void Link(string folder, string copy)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var name in PluginFiles.OthersIn(folder))
        {
            var link = Path.Combine(copy, name);
            if (Path.Exists(link) || new FileInfo(link).LinkTarget is not null)
                continue;
            try
            {
                File.CreateSymbolicLink(link, Path.Combine(folder, name));
            }
            catch (IOException) when (Path.Exists(link) || OperatingSystem.IsWindows())
            {
                // Another process was faster; or this person may make no links.
            }
        }
    }

    /// <summary>Deletes a folder, where that can be done.</summary>
    public static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // In use, or gone: the next process tries again.
        }
    }
}
