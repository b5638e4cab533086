using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>A place where a folder of a project uses a type or a member of another one.</summary>
/// <param name="From">The folder that uses it.</param>
/// <param name="To">The folder that declares it.</param>
/// <param name="Type">The type that is used, or whose member is.</param>
/// <param name="File">Where it is used.</param>
/// <param name="Line">Where in the file.</param>
internal sealed record FolderUse(string From, string To, string Type, string File, int Line)
{
    /// <summary>
    /// Every name in a project that stands for something of another of its folders. Constants leave
    /// no trace in an assembly, and count; names in comments do not.
    /// </summary>
    /// <param name="project">The project, compiled.</param>
    /// <param name="folderOf">The folder of a file within the project.</param>
    public static IEnumerable<FolderUse> In(Compiled project, Func<string, string> folderOf)
    {
        var declaring = FoldersByName(project, folderOf);
        return from file in project.Files
            let folder = folderOf(file.FilePath)
            from name in file.GetRoot().DescendantNodes()
            where name is SimpleNameSyntax or BaseObjectCreationExpressionSyntax
            where project.MayMean(name, text => declaring[text].Any(other => other != folder))
            let symbol = project.Symbol(name)?.OriginalDefinition
            where symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol
            where project.Declares(symbol)
            let folders = Declarations(symbol).Select(folderOf).Distinct().ToList()
            where folders.Count > 0 && !folders.Contains(folder)
            select new FolderUse(folder, folders[0], TypeOf(symbol).Name, file.FilePath, name.FirstLine());
    }

    // The folders that declare a type of a name, or one with such a member.
    private static ILookup<string, string> FoldersByName(Compiled project, Func<string, string> folderOf) =>
        project
            .Own.Types()
            .SelectMany(type =>
                from folder in Declarations(type).Select(folderOf).Distinct().ToList()
                from name in type.Names()
                select KeyValuePair.Create(name, folder)
            )
            .Distinct()
            .ToLookup(pair => pair.Key, pair => pair.Value);

    private static ISymbol TypeOf(ISymbol symbol) => symbol is INamedTypeSymbol ? symbol : symbol.ContainingType;

    // What the compiler adds to a type is declared where the type is.
    private static IEnumerable<string> Declarations(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
        {
            return Declarations(extension);
        }

        var places = symbol.DeclaringSyntaxReferences;
        return places.IsEmpty && symbol.ContainingType is { } type
            ? Declarations(type)
            : places.Select(place => place.SyntaxTree.FilePath);
    }
}
