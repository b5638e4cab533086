using System.Collections.Concurrent;
using Architecture.Tests.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>The files of the repository that the rules look at, read and parsed once.</summary>
/// <remarks>
/// To see the findings of one folder alone, name it (or several, with commas between them):
/// <c>ROCL_RULES_UNDER=host/RoCL.Core dotnet test tests/Architecture.Tests -c Release</c>, with
/// <c>--filter Name~Nested</c> for one rule, and with <c>--no-build</c> after the first time, since
/// the rules over syntax read the files as they are now.
/// </remarks>
internal static class Sources
{
    private static readonly string[] WithWords = [".cs", ".gitignore", ".json", ".md", ".txt"];

    private static readonly Lazy<IReadOnlyList<string>> Files = new(() => [.. Repository.Files().Where(IsLookedAt)]);

    private static readonly ConcurrentDictionary<string, SyntaxTree> Trees = new();

    // No rule asks what the XML of a comment means.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>
    /// The files and folders that the rules are held over, <c>"."</c> for all of them.
    /// </summary>
    public static IReadOnlyList<string> Under { get; } =
    [.. (Environment.GetEnvironmentVariable("ROCL_RULES_UNDER") ?? ".").Split(',').Select(path => path.Trim('/'))];

    /// <summary>Every C# file that is looked at, parsed.</summary>
    public static IEnumerable<SyntaxTree> CSharp => With(".cs").Select(Tree);

    /// <summary>Every page of documentation that is looked at.</summary>
    public static IEnumerable<Document> Markdown => With(".md").Select(Read);

    /// <summary>Every recipe, suite and template in JSON that is looked at.</summary>
    public static IEnumerable<Document> Json => With(".json").Where(file => file.Contains('/')).Select(Read);

    /// <summary>Every project, style and script that is looked at.</summary>
    public static IEnumerable<Document> Builds => Files.Value.Where(BuildLines.IsOne).Select(Read);

    /// <summary>Every file that is looked at and holds words of ours.</summary>
    public static IEnumerable<Document> AllText =>
        Files.Value.Where(file => WithWords.Contains(Path.GetExtension(file)) || BuildLines.IsOne(file)).Select(Read);

    /// <summary>Whether a file is under one of the folders that are looked at.</summary>
    public static bool IsLookedAt(string file) => Under.Any(path => path is "." || Holds(path, file));

    /// <summary>Whether any file of a folder is looked at.</summary>
    public static bool IsLookedInto(string folder) => IsLookedAt(folder) || Under.Any(path => Holds(folder, path));

    /// <summary>A C# file, parsed; its path is relative to the solution's folder.</summary>
    public static SyntaxTree Tree(string file) => Trees.GetOrAdd(file, path => Parse(Repository.Read(path), path));

    /// <summary>A text as the tree of a file.</summary>
    public static SyntaxTree Parse(string text, string file) => CSharpSyntaxTree.ParseText(text, Options, file);

    private static bool Holds(string path, string file) =>
        file == path || file.StartsWith($"{path}/", StringComparison.Ordinal);

    private static Document Read(string file) => new(file, Repository.Read(file));

    private static IEnumerable<string> With(params string[] extensions) =>
        Files.Value.Where(file => extensions.Contains(Path.GetExtension(file)));
}
