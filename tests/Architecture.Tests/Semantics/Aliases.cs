using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>Where a text calls something otherwise than its declaration does.</summary>
internal static class Aliases
{
    /// <summary>The other names that the 'using' directives of a file give.</summary>
    public static IEnumerable<string> In(SyntaxTree file) =>
        file.GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(directive => directive.Alias is not null)
            .Select(directive => directive.Alias!.Name.Identifier.ValueText);

    /// <summary>
    /// How a name, or the type of an object that is made, is called; null where the text leaves it
    /// open.
    /// </summary>
    public static string? Written(SyntaxNode node) =>
        node switch
        {
            IdentifierNameSyntax { Identifier.ValueText: "var" } => null,
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax name => Written(name.Right),
            AliasQualifiedNameSyntax name => Written(name.Name),
            ObjectCreationExpressionSyntax creation => Written(creation.Type),
            _ => null,
        };
}
