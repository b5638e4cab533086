using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Syntax;

/// <summary>
/// The error codes that code writes: those in strings of any kind, and none in comments.
/// </summary>
internal static partial class ErrorCodes
{
    private static readonly SyntaxKind[] Strings =
    [
        SyntaxKind.StringLiteralToken,
        SyntaxKind.InterpolatedStringTextToken,
        SyntaxKind.SingleLineRawStringLiteralToken,
        SyntaxKind.MultiLineRawStringLiteralToken,
    ];

    /// <summary>The codes of a file, each as often as it is written.</summary>
    public static IEnumerable<string> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantTokens()
            .Where(token => Strings.Contains(token.Kind()))
            .SelectMany(token => InText(token.ValueText));

    /// <summary>The codes that stand anywhere in a text.</summary>
    public static IEnumerable<string> InText(string text) => Code().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\bROCL[0-9]{4}\b")]
    private static partial Regex Code();
}
