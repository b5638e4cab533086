using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No assertion compares a value with itself, nor a part of a tuple with the same part of another.
/// </summary>
internal static class SelfComparisons
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(call => NameOf(call) == "That" && call.ArgumentList.Arguments.Count > 1)
            .SelectMany(assertion => Pairs(assertion.ArgumentList.Arguments[0].Expression, Expected(assertion)))
            .Where(pair => IsSame(pair.Actual, pair.Expected))
            .Select(pair => pair.Expected.Breaks("self-comparison", "Compare with what is known, or leave it out."));

    // What Is.EqualTo and its like are given.
    private static ExpressionSyntax? Expected(InvocationExpressionSyntax assertion) =>
        assertion.ArgumentList.Arguments[1].Expression
            is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var expected }] } constraint
        && NameOf(constraint) is "EqualTo" or "EquivalentTo" or "SameAs"
            ? expected
            : null;

    private static IEnumerable<(ExpressionSyntax Actual, ExpressionSyntax Expected)> Pairs(
        ExpressionSyntax actual,
        ExpressionSyntax? expected
    ) =>
        (actual, expected) switch
        {
            (_, null) => [],
            (TupleExpressionSyntax one, TupleExpressionSyntax other) => one.Arguments.Zip(
                other.Arguments,
                (mine, theirs) => (mine.Expression, theirs.Expression)
            ),
            _ => [(actual, expected)],
        };

    // A literal on both sides says that the row is as it should be; anything else says nothing.
    private static bool IsSame(ExpressionSyntax actual, ExpressionSyntax expected) =>
        actual is not LiteralExpressionSyntax && Text(actual) == Text(expected);

    private static string Text(ExpressionSyntax expression) => expression.NormalizeWhitespace().ToString();

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.Text : "";
}
