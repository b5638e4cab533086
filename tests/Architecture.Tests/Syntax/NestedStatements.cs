using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// A statement within a control statement is a block, unless it is a simple one: an expression, a
/// jump, or a result.
/// </summary>
internal static class NestedStatements
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .SelectMany(Embedded)
            .Where(statement => !IsSimple(statement))
            .Select(statement => statement.Breaks("braces", "Put braces around this nested statement."));

    private static IEnumerable<StatementSyntax> Embedded(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax statement => [statement.Statement],
            ElseClauseSyntax { Statement: not IfStatementSyntax } clause => [clause.Statement],
            CommonForEachStatementSyntax statement => [statement.Statement],
            ForStatementSyntax statement => [statement.Statement],
            WhileStatementSyntax statement => [statement.Statement],
            DoStatementSyntax statement => [statement.Statement],
            UsingStatementSyntax statement => [statement.Statement],
            LockStatementSyntax statement => [statement.Statement],
            FixedStatementSyntax statement => [statement.Statement],
            _ => [],
        };

    private static bool IsSimple(StatementSyntax statement) =>
        statement
            is BlockSyntax
                or ExpressionStatementSyntax
                or ReturnStatementSyntax
                or ThrowStatementSyntax
                or BreakStatementSyntax
                or ContinueStatementSyntax
                or GotoStatementSyntax
                or YieldStatementSyntax;
}
