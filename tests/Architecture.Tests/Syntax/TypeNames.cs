using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No two types share a name: who reads it need not ask which is meant. The cases of a closed
/// family, which derive from the type that holds them, are named after the family; a static class
/// may stand beside the generic type that it makes.
/// </summary>
internal static class TypeNames
{
    public static IEnumerable<Finding> In(IEnumerable<SyntaxTree> trees) =>
        trees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Where(type => !IsCase(type))
            .GroupBy(type => type.Identifier.Text)
            .Select(sharing => sharing.DistinctBy(FullName).ToList())
            .Where(types => types.Count > 1)
            .SelectMany(types => types.Select(type => Describe(type, types)));

    private static Finding Describe(BaseTypeDeclarationSyntax type, List<BaseTypeDeclarationSyntax> sharing)
    {
        var others = sharing.Where(other => other != type).Select(FullName);
        return type.Breaks(
            "shared name",
            $"Give '{FullName(type)}' another name; there is also {string.Join(", ", others)}."
        );
    }

    private static bool IsCase(BaseTypeDeclarationSyntax type) =>
        type.Parent is BaseTypeDeclarationSyntax family
        && type.BaseList?.Types.Any(parent => NameOf(parent.Type) == family.Identifier.Text) == true;

    private static string NameOf(TypeSyntax type) =>
        type switch
        {
            QualifiedNameSyntax name => NameOf(name.Right),
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    private static string FullName(BaseTypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Select(Part).OfType<string>().Reverse());

    private static string? Part(SyntaxNode node) =>
        node switch
        {
            BaseNamespaceDeclarationSyntax outer => $"{outer.Name}",
            BaseTypeDeclarationSyntax outer => outer.Identifier.Text,
            _ => null,
        };
}
