using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>Where a file itself starts a process.</summary>
internal static class ProcessStarts
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .Where(node =>
                node
                    is IdentifierNameSyntax { Identifier.Text: "ProcessStartInfo" }
                        or MemberAccessExpressionSyntax
                        {
                            Expression: IdentifierNameSyntax { Identifier.Text: "Process" },
                            Name.Identifier.Text: "Start"
                        }
            )
            .Select(node => node.Breaks("process", "Move the test to Processes.Tests: the others are quick."));
}
