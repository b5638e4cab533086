using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>
/// Where code works on files by the framework itself, and not by an <c>IFiles</c>.
/// </summary>
internal static class DiskUses
{
    private const string Advice = "Work on a run's files by its IFiles, so that the fault tests reach it.";

    private static readonly string[] Writers = ["FileStream", "StreamWriter", "FileInfo", "DirectoryInfo"];

    // Whether and when something is there; it cannot fail, and it changes nothing.
    private static readonly string[] Looks =
    [
        "Exists",
        "EnumerateDirectories",
        "EnumerateFileSystemEntries",
        "GetLastWriteTimeUtc",
    ];

    private static readonly HashSet<string> Names =
    [
        .. Writers,
        .. new[] { typeof(File), typeof(Directory) }
            .SelectMany(type => type.GetMethods())
            .Select(method => method.Name)
            .Except(Looks),
    ];

    /// <summary>Every name that reads, writes, deletes or moves.</summary>
    public static IEnumerable<Finding> In(Compiled project) =>
        from name in project.Nodes.OfType<SimpleNameSyntax>()
        where project.MayMean(name, Names.Contains)
        let symbol = project.Symbol(name)
        where IsWriter(symbol) || IsOperation(symbol)
        select name.Breaks("disk", Advice);

    private static bool IsWriter(ISymbol? symbol) => symbol is INamedTypeSymbol type && IsOfDisk(type, Writers);

    private static bool IsOperation(ISymbol? symbol) =>
        symbol is IMethodSymbol method
        && IsOfDisk(method.ContainingType, ["File", "Directory"])
        && !Looks.Contains(method.Name);

    private static bool IsOfDisk(INamedTypeSymbol type, string[] names) =>
        names.Contains(type.Name) && $"{type.ContainingNamespace}" == "System.IO";
}
