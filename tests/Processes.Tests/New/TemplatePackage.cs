using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Processes.Tests.New;

/// <summary>
/// The package of templates: the files of a kind as <c>dotnet new</c> makes them of what
/// <c>template.json</c> says, without the second that the program takes for each.
/// </summary>
/// <param name="feed">The folder of our packages.</param>
internal sealed class TemplatePackage(string feed) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(
        Directory.GetFiles(feed, "RoCL.Plugins.Templates.?.?.?.nupkg").Single()
    );

    /// <summary>Path and text of each file.</summary>
    /// <param name="kind">The kind, a folder of the package.</param>
    /// <param name="record">The name in code.</param>
    /// <param name="word">The name in recipes.</param>
    public IEnumerable<(string Path, string Text)> Files(string kind, string record, string word)
    {
        var root = $"content/{kind}/";
        var settings = JsonNode.Parse(Text($"{root}.template.config/template.json"))!;
        Assert.That((string?)settings["shortName"], Is.EqualTo($"rocl-{kind}"));
        var symbols = settings["symbols"]!.AsObject().ToDictionary(symbol => symbol.Key, symbol => symbol.Value!);
        string Replaced(string text, string key)
        {
            foreach (var (symbol, setting) in symbols.Where(symbol => symbol.Value[key] is not null))
                text = text.Replace((string)setting[key]!, symbol == "word" ? word : record, StringComparison.Ordinal);
            return text;
        }

        return _archive
            .Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith(root, StringComparison.Ordinal) && !name.Contains(".template.config"))
            .Select(name => (Replaced(name[root.Length..], "fileRename"), Replaced(Text(name), "replaces")))
            .ToList();
    }

    public void Dispose() => _archive.Dispose();

    private string Text(string entry)
    {
        using var reader = new StreamReader(_archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }
}
