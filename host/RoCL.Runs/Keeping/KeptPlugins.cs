using System.IO.Compression;
using System.Text.Json;
using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Keeping;

/// <summary>
/// <c>plugins.zip</c> of a run: the code of every plugin that it was made with. Of each, a folder
/// that is named by its hash holds <c>origin.json</c> and the files.
/// </summary>
public static class KeptPlugins
{
    private const string OriginName = "origin.json";
    private const string FilesFolder = "files/";
    private const long MostBytes = 1L << 28;

    // The earliest that the format knows: the same plugins make the same bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Keeps the plugins of a recipe, besides those that are kept already.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Keep(RunFolder run, Recipe recipe)
    {
        var kept = In(run);
        var known = kept.Select(plugin => plugin.Record).ToHashSet();
        var missing = recipe
            .Uses.Select(use => use.Component.Plugin)
            .Distinct()
            .Select(Read)
            .OfType<KeptPlugin>()
            .Where(plugin => !known.Contains(plugin.Record))
            .DistinctBy(plugin => plugin.Record)
            .ToList();
        if (missing.Count > 0)
            Write(run, [.. kept, .. missing]);
    }

    /// <summary>
    /// Those that are what they were when they were kept; none where the file is not there or was
    /// damaged. No code runs.
    /// </summary>
    public static ImmutableArray<KeptPlugin> In(RunFolder run)
    {
        try
        {
            if (!run.Files.Exists(run.Plugins))
                return [];
            using var file = run.Files.Read(run.Plugins);
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.Entries.Sum(entry => entry.Length) > MostBytes)
                return [];
            return
            [
                .. archive
                    .Entries.Where(entry =>
                        entry.Name == OriginName && entry.FullName.Count(letter => letter == '/') == 1
                    )
                    .Select(entry => Read(archive, entry))
                    .OfType<KeptPlugin>(),
            ];
        }
        catch (Exception fault)
            when (FileFailure.Is(fault) || fault is InvalidDataException or JsonException or NotSupportedException)
        {
            return [];
        }
    }

    private static KeptPlugin? Read(PluginIdentity plugin)
    {
        var folder = Path.GetDirectoryName(plugin.Path)!;
        if (PluginBytes.Read(folder, name => Path.GetExtension(name) != ".pdb") is not { } code)
            return null;
        return new(new PluginRecord(plugin.Id, plugin.Version, code.Sha256), plugin.Origin, code)
        {
            Source = plugin.Source is { } source ? Path.GetFullPath(source) : null,
        };
    }

    private static KeptPlugin? Read(ZipArchive archive, ZipArchiveEntry entry)
    {
        using var text = new StreamReader(entry.Open());
        var origin = Json.Read<KeptOrigin>(text.ReadToEnd());
        var prefix = entry.FullName[..^OriginName.Length] + FilesFolder;
        var files = archive.Entries.Where(file => file.FullName.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (files.Exists(file => !IsInside(file.FullName[prefix.Length..])))
            return null;
        var bytes = new PluginBytes(
            files.ToImmutableSortedDictionary(file => file.FullName[prefix.Length..], Content, StringComparer.Ordinal)
        );
        var record = new PluginRecord(origin.Id, origin.Version, bytes.Sha256);
        return origin.Sha256 == bytes.Sha256 ? new(record, origin.Path, bytes) { Source = origin.Source } : null;
    }

    private static bool IsInside(string name) =>
        name.Length > 0
        && !name.Contains('\\')
        && !name.Contains(':')
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Write(RunFolder run, IEnumerable<KeptPlugin> plugins)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var plugin in plugins.OrderBy(each => each.Record.Sha256, StringComparer.Ordinal))
                Add(archive, plugin);
        }

        AtomicFile.Write(run.Files, run.Plugins, file => file.Write(content.GetBuffer(), 0, (int)content.Length));
    }

    private static void Add(ZipArchive archive, KeptPlugin plugin)
    {
        var (id, version, hash) = plugin.Record;
        var origin = new KeptOrigin(id, version, hash, plugin.Origin) { Source = plugin.Source };
        Add(archive, $"{hash}/{OriginName}", JsonSerializer.SerializeToUtf8Bytes(origin, Json.Indented));
        foreach (var (name, bytes) in plugin.Bytes.Files)
            Add(archive, $"{hash}/{FilesFolder}{name}", bytes);
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        // A run waits for this before its first step: time counts there, a few percent of size do
        // not.
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private sealed record KeptOrigin(string Id, string Version, string Sha256, string Path)
    {
        public string? Source { get; init; }
    }
}
