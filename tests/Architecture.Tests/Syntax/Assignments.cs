using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// An assignment, a <c>++</c> and a <c>--</c> is a statement: nobody reads its value on the way.
/// </summary>
internal static class Assignments
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .Where(IsAssignment)
            .Where(assignment => !StandsAlone(assignment))
            .Select(assignment => assignment.Breaks("assignment", "Make this assignment a statement of its own."));

    /// <summary>Whether an expression changes a variable by an operator.</summary>
    public static bool IsAssignment(SyntaxNode node) =>
        node is AssignmentExpressionSyntax
        || node.Kind()
            is SyntaxKind.PreIncrementExpression
                or SyntaxKind.PreDecrementExpression
                or SyntaxKind.PostIncrementExpression
                or SyntaxKind.PostDecrementExpression;

    /// <summary>Whether an assignment names a member of an object that is being made.</summary>
    public static bool Initialises(SyntaxNode assignment) =>
        assignment.Parent?.Kind() is SyntaxKind.ObjectInitializerExpression or SyntaxKind.WithInitializerExpression;

    private static bool StandsAlone(SyntaxNode assignment) =>
        assignment.Parent switch
        {
            ConditionalAccessExpressionSyntax access when access.WhenNotNull == assignment => StandsAlone(access),
            ExpressionStatementSyntax or ArrowExpressionClauseSyntax => true,
            LambdaExpressionSyntax lambda => lambda.ExpressionBody == assignment,
            ForStatementSyntax loop => loop.Condition != assignment,
            _ => Initialises(assignment),
        };
}
