using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No conditional operator stands within another; a lambda's body is a place of its own.
/// </summary>
internal static class NestedConditionals
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<ConditionalExpressionSyntax>()
            .Where(IsWithinAnother)
            .Select(conditional =>
                conditional.Breaks("nested ?:", "Write a switch expression, or an 'if' and a 'return'.")
            );

    private static bool IsWithinAnother(ConditionalExpressionSyntax conditional) =>
        conditional
            .Ancestors()
            .TakeWhile(ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or StatementSyntax))
            .OfType<ConditionalExpressionSyntax>()
            .Any();
}
