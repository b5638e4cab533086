using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>No statement begins on the line on which the one before it ends.</summary>
internal static class CrowdedLines
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodesAndSelf()
            .SelectMany(Neighbours)
            .Where(pair => pair.Later.FirstLine() == pair.Earlier.LastLine())
            .Select(pair => pair.Later.Breaks("crowded line", "Put this statement on a line of its own."));

    private static IEnumerable<(SyntaxNode Earlier, SyntaxNode Later)> Neighbours(SyntaxNode node) =>
        node switch
        {
            BlockSyntax block => Pairs(block.Statements),
            SwitchSectionSyntax section => Pairs(section.Statements),
            CompilationUnitSyntax file => Pairs([.. file.Members.OfType<GlobalStatementSyntax>()]),
            IfStatementSyntax { Statement: not BlockSyntax, Else: { } otherwise } statement =>
            [
                (statement.Statement, otherwise),
            ],
            _ => [],
        };

    private static IEnumerable<(SyntaxNode Earlier, SyntaxNode Later)> Pairs(IReadOnlyList<SyntaxNode> statements) =>
        statements.Zip(statements.Skip(1));
}
