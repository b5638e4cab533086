using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No <c>is var x</c>, no <c>is (var x, var y)</c> and no <c>is PATTERN and var x</c>, within an
/// <c>is</c>: none of them tests anything. The arms of a switch, which have no other way to name a
/// value, and a <c>var</c> that is an element of its own (<c>is [var only]</c>,
/// <c>is Ok { Value: var weights }</c>) are fine.
/// </summary>
internal static class HiddenVariables
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<VarPatternSyntax>()
            .Where(pattern => IsWithinAnIs(pattern) && TestsNothing(pattern))
            .Select(pattern => pattern.Breaks("hidden variable", "Declare a local variable with a good name."));

    private static bool IsWithinAnIs(VarPatternSyntax pattern) =>
        pattern
            .Ancestors()
            .SkipWhile(ancestor =>
                ancestor
                    is PatternSyntax
                        or SubpatternSyntax
                        or PositionalPatternClauseSyntax
                        or PropertyPatternClauseSyntax
            )
            .First() is IsPatternExpressionSyntax;

    private static bool TestsNothing(PatternSyntax pattern) =>
        pattern.Parent switch
        {
            ParenthesizedPatternSyntax parentheses => TestsNothing(parentheses),
            IsPatternExpressionSyntax => true,
            BinaryPatternSyntax both => both.IsKind(SyntaxKind.AndPattern),
            SubpatternSyntax { Parent: PositionalPatternClauseSyntax values } element => IsFirst(element, values)
                && values.Parent is RecursivePatternSyntax { Type: null, PropertyPatternClause: null }
                && values.Subpatterns.All(each => each.Pattern is VarPatternSyntax or DiscardPatternSyntax),
            _ => false,
        };

    // A tuple that is only unpacked is one finding.
    private static bool IsFirst(SubpatternSyntax element, PositionalPatternClauseSyntax values) =>
        values.Subpatterns.First(each => each.Pattern is VarPatternSyntax) == element;
}
