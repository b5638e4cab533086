using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
    public static IEnumerable<string> In(SyntaxTree tree) => Texts(tree).SelectMany(CodesOf);

    /// <summary>
    /// The codes that a test expects: not those of problems that it makes itself, as in
    /// <c>new Problem("ROCL0101", ...)</c>.
    /// </summary>
    public static IEnumerable<string> ExpectedIn(SyntaxTree tree) =>
        Texts(tree).Where(token => !IsOfOwnProblem(token)).SelectMany(CodesOf);

    /// <summary>The codes that stand anywhere in a text.</summary>
    public static IEnumerable<string> InText(string text) => Code().Matches(text).Select(match => match.Value);

    private static IEnumerable<SyntaxToken> Texts(SyntaxTree tree) =>
        tree.GetRoot().DescendantTokens().Where(token => Strings.Contains(token.Kind()));

    private static IEnumerable<string> CodesOf(SyntaxToken token) => InText(token.ValueText);

    // The first of the four arguments of a problem.
    private static bool IsOfOwnProblem(SyntaxToken token) =>
        token.Parent?.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 4 } arguments } argument
        && arguments.Parent is BaseObjectCreationExpressionSyntax
        && arguments.Arguments[0] == argument;

    [GeneratedRegex(@"\bROCL[0-9]{4}\b")]
    private static partial Regex Code();
}
