using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>The files of the repository that the rules look at, read and parsed once.</summary>
/// <remarks>
/// To see the findings of one folder alone, name it (or several, with commas between them):
/// <c>ROCL_RULES_UNDER=host/RoCL.Core dotnet test tests/Architecture.Tests -c Release</c>, with
/// <c>--filter Name~nested</c> for one rule, and with <c>--no-build</c> after the first time, since
/// the rules over syntax read the files as they are now.
/// </remarks>
internal static class Sources
{
    private static readonly string[] Prose = [".md"];
    private static readonly string[] Recipes = [".json"];
    private static readonly string[] Words =
    [
        .. Prose,
        .. Recipes,
        ".cs",
        ".csproj",
        ".props",
        ".targets",
        ".txt",
        ".runsettings",
        ".editorconfig",
        ".gitignore",
    ];

    private static readonly Lazy<IReadOnlyList<string>> Files = new(() => [.. Repository.Files().Where(IsLookedAt)]);

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> ParsedFiles = new(() =>
        [.. Of([".cs"]).Select(document => Parse(document.Text, document.File))]
    );

    /// <summary>The files and folders that the rules are held over, <c>"."</c> for all of them.</summary>
    public static IReadOnlyList<string> Under { get; } =
        (Environment.GetEnvironmentVariable("ROCL_RULES_UNDER") ?? ".").Split(',');

    /// <summary>Every C# file, parsed; its path is relative to the solution's folder.</summary>
    public static IReadOnlyList<SyntaxTree> CSharp => ParsedFiles.Value;

    /// <summary>Every page of documentation.</summary>
    public static IEnumerable<Document> Markdown => Of(Prose);

    /// <summary>Every recipe, suite and template in JSON.</summary>
    public static IEnumerable<Document> Json => Of(Recipes).Where(document => document.File.Contains('/'));

    /// <summary>Every file that holds words of ours.</summary>
    public static IEnumerable<Document> AllText => Of(Words);

    /// <summary>A text as the tree of a file.</summary>
    public static SyntaxTree Parse(string text, string file) =>
        CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), file);

    private static IEnumerable<Document> Of(string[] extensions) =>
        Files
            .Value.Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => new Document(file, Repository.Read(file)));

    /// <summary>Whether a file is under one of the folders that are looked at.</summary>
    public static bool IsLookedAt(string file) =>
        Under
            .Select(folder => folder.TrimEnd('/'))
            .Any(folder => folder is "." || file == folder || file.StartsWith($"{folder}/", StringComparison.Ordinal));
}
