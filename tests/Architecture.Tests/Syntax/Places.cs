using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Syntax;

/// <summary>Where a piece of syntax stands.</summary>
internal static class Places
{
    /// <summary>The finding at the first line of a piece of syntax.</summary>
    public static Finding Breaks(this SyntaxNode node, string rule, string advice) =>
        new(node.SyntaxTree.FilePath, node.FirstLine(), rule, advice);

    /// <summary>The line that a piece of syntax begins on, the file's first being 1.</summary>
    public static int FirstLine(this SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The line that a piece of syntax ends on, the file's first being 1.</summary>
    public static int LastLine(this SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line + 1;
}
