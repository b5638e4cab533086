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
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
            .Where(member => NameOf(member) is not null && !IsCase(member))
            .GroupBy(type => NameOf(type))
            .Select(sharing => sharing.DistinctBy(FullName).ToList())
            .Where(types => types.Count > 1)
            .SelectMany(types => types.Select(type => Describe(type, types)));

    // A delegate is a type as well.
    private static string? NameOf(SyntaxNode member) =>
        member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => null,
        };

    private static Finding Describe(MemberDeclarationSyntax type, List<MemberDeclarationSyntax> sharing)
    {
        var others = sharing.Where(other => other != type).Select(FullName);
        return type.Breaks(
            "shared name",
            $"Give '{FullName(type)}' another name; there is also {string.Join(", ", others)}."
        );
    }

    private static bool IsCase(MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax { Parent: BaseTypeDeclarationSyntax family } type
        && type.BaseList?.Types.Any(parent => LastName(parent.Type) == family.Identifier.Text) == true;

    private static string LastName(TypeSyntax type) =>
        type switch
        {
            QualifiedNameSyntax name => LastName(name.Right),
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    private static string FullName(MemberDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Select(Part).OfType<string>().Reverse());

    private static string? Part(SyntaxNode node) =>
        node switch
        {
            BaseNamespaceDeclarationSyntax outer => $"{outer.Name}",
            _ => NameOf(node),
        };
}
