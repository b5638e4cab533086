using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>A file's namespace is the project's, and then the folders that it lies in.</summary>
internal static class Namespaces
{
    /// <param name="tree">The file.</param>
    /// <param name="root">The namespace of the project.</param>
    /// <param name="folder">The file's folder within the project, "" for the root.</param>
    public static IEnumerable<Finding> In(SyntaxTree tree, string root, string folder)
    {
        var right = folder is "" ? root : $"{root}.{folder.Replace('/', '.')}";
        return tree.GetRoot()
            .DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(type => NamespaceOf(type) != right)
            .Select(type =>
                type.Breaks("namespace", $"Declare this type in the namespace '{right}', or move the file.")
            );
    }

    private static string NamespaceOf(SyntaxNode type) =>
        string.Join(
            '.',
            type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(outer => $"{outer.Name}")
        );
}
