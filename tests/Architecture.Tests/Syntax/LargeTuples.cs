using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No tuple of three or more leaves a method: none in the type of a member, parameter, local
/// function, delegate or base, nor as an argument of such a type. Local variables may be one.
/// </summary>
internal static class LargeTuples
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<TypeSyntax>()
            .Where(IsLarge)
            .Where(IsOfASignature)
            .Select(type => type.Breaks("large tuple", "Write a small record with a name and a doc comment."));

    private static bool IsLarge(TypeSyntax type) =>
        type switch
        {
            TupleTypeSyntax tuple => tuple.Elements.Count > 2,
            GenericNameSyntax { Identifier.Text: "Tuple" or "ValueTuple" } name => name.TypeArgumentList.Arguments.Count
                > 2,
            _ => false,
        };

    private static bool IsOfASignature(SyntaxNode type) =>
        type.Parent switch
        {
            TypeSyntax or TypeArgumentListSyntax or TupleElementSyntax => IsOfASignature(type.Parent),
            VariableDeclarationSyntax variables => variables.Parent is BaseFieldDeclarationSyntax,
            ParameterSyntax parameter => parameter.Parent?.Parent is not AnonymousFunctionExpressionSyntax,
            MemberDeclarationSyntax or LocalFunctionStatementSyntax => true,
            BaseTypeSyntax or TypeConstraintSyntax or UsingDirectiveSyntax => true,
            _ => false,
        };
}
