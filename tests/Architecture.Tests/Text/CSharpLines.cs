using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Text;

/// <summary>Code has 120 columns, and a comment that has its lines to itself 100.</summary>
internal static class CSharpLines
{
    public static IEnumerable<Finding> In(SyntaxTree tree)
    {
        var text = tree.GetText();
        return Columns.TooWide(
            new Document(tree.FilePath, text.ToString()),
            line => BeginsInAComment(tree, text.Lines[line - 1]) ? Columns.Prose : Columns.Code
        );
    }

    private static bool BeginsInAComment(SyntaxTree tree, Microsoft.CodeAnalysis.Text.TextLine line)
    {
        var indent = line.ToString().TakeWhile(char.IsWhiteSpace).Count();
        return line.Start + indent < line.End
            && tree.GetRoot().FindTrivia(line.Start + indent).Kind()
                is SyntaxKind.SingleLineCommentTrivia
                    or SyntaxKind.MultiLineCommentTrivia;
    }
}
