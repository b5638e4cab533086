using System.Text.RegularExpressions;
using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Templates;

/// <summary>
/// A working component of one kind, to be renamed: the same file that the template pack has.
/// </summary>
/// <param name="Kind">Such as <c>attack</c>.</param>
/// <param name="Name">What it is called before it is renamed.</param>
/// <param name="Source">Its C# file.</param>
/// <param name="Tests">The C# file of its tests, and that file's name.</param>
public sealed partial record Template(string Kind, PluginName Name, string Source, NewFile Tests)
{
    private const string Prefix = "templates/";
    private const string Project = "project";

    // What stands for the name in the projects, which are the same for all kinds.
    private const string AnyName = "PluginName";

    /// <summary>Every kind that there is a template for.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Resources()
            .Select(resource => resource.Split('/')[1])
            .Distinct()
            .Where(kind => kind != Project)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The kind in a sentence, such as <c>threat model</c>.</summary>
    public string Noun => Kind.Replace('-', ' ');

    /// <summary>The template of a kind; ROCL0240 when there is none.</summary>
    /// <param name="kind">As the person wrote it.</param>
    public static Result<Template> Of(string kind)
    {
        if (!Kinds.Contains(kind))
        {
            var nearest = Nearest.To(kind, Kinds);
            var guess = nearest is null ? "" : $"Did you mean '{nearest}'? ";
            return new Problem(
                "ROCL0240",
                kind,
                "No kind of plugin has this name.",
                $"{guess}Known: {string.Join(", ", Kinds)}."
            );
        }

        var files = Resources()
            .Where(resource => resource.StartsWith($"{Prefix}{kind}/", StringComparison.Ordinal))
            .OrderBy(resource => resource.Length)
            .ToList();
        var record = Path.GetFileNameWithoutExtension(files[0]);
        return new Template(
            kind,
            new(record, Words.OfMember(record)),
            Read(files[0]),
            new(Path.GetFileName(files[1]), Read(files[1]))
        );
    }

    /// <summary>The one file of a plugin.</summary>
    /// <param name="name">What it is to be called.</param>
    public NewFile File(PluginName name) => new($"{name.Record}.cs", Renamed(Source, name));

    /// <summary>A class library with the same file, and a project with its tests.</summary>
    /// <param name="name">What it is to be called.</param>
    public IEnumerable<NewFile> Projects(PluginName name)
    {
        var library = name.Record;
        var tests = $"{name.Record}.Tests";
        yield return new(
            $"{library}/{library}.csproj",
            Renamed(Read($"{Prefix}{Project}/{AnyName}/{AnyName}.csproj"), name)
        );
        yield return File(name) with
        {
            Path = $"{library}/{name.Record}.cs",
        };
        yield return new(
            $"{tests}/{tests}.csproj",
            Renamed(Read($"{Prefix}{Project}/{AnyName}.Tests/{AnyName}.Tests.csproj"), name)
        );
        yield return new($"{tests}/{Renamed(Tests.Path, name)}", Renamed(Tests.Text, name));
    }

    /// <summary>
    /// ROCL0241 for a name that the file itself uses for something else; renamed, it would not
    /// compile.
    /// </summary>
    /// <param name="name">What it is to be called.</param>
    public Result<PluginName> Allow(PluginName name) =>
        name != Name && Regex.IsMatch(Prose().Replace(Source, ""), $@"\b{name.Record}\b")
            ? new Problem(
                "ROCL0241",
                name.Record,
                "The file uses this name for something else.",
                "Take another, such as one with a second word."
            )
            : name;

    private string Renamed(string text, PluginName name) =>
        text.Replace(Name.Record, name.Record, StringComparison.Ordinal)
            .Replace(Name.Word, name.Word, StringComparison.Ordinal)
            .Replace(AnyName, name.Record, StringComparison.Ordinal);

    private static IEnumerable<string> Resources() =>
        typeof(Template)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Template).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    // Comments and texts, which may say what they like.
    [GeneratedRegex("//.*|\"[^\"]*\"")]
    private static partial Regex Prose();
}

/// <summary>A file that is not there yet.</summary>
/// <param name="Path">Relative to the folder that it is for, with slashes.</param>
/// <param name="Text">Its content.</param>
public sealed record NewFile(string Path, string Text);
