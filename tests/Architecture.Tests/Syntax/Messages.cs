using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// What is wrong, and what to do about it, are sentences: each begins with a capital letter, a name
/// in quotation marks or a value, and ends with a full stop.
/// </summary>
internal static partial class Messages
{
    // Where an argument of this name is a code, the next is what is wrong.
    private static readonly HashSet<string> Reports = ["Report", "Fault"];

    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<ArgumentListSyntax>().SelectMany(Sentences).SelectMany(Findings);

    private static IEnumerable<ExpressionSyntax> Sentences(ArgumentListSyntax list)
    {
        var code = list.Arguments.IndexOf(argument => IsCode(argument.Expression));
        if (code < 0)
            return [];
        var what = list.Parent switch
        {
            BaseObjectCreationExpressionSyntax => code + 2,
            InvocationExpressionSyntax call when Reports.Contains(NameOf(call)) => code + 1,
            _ => list.Arguments.Count,
        };
        return list.Arguments.Skip(what).Take(2).Select(argument => argument.Expression);
    }

    // Each of several that a condition chooses from is one.
    private static IEnumerable<Finding> Findings(ExpressionSyntax sentence) =>
        sentence switch
        {
            ParenthesizedExpressionSyntax parentheses => Findings(parentheses.Expression),
            ConditionalExpressionSyntax choice => Findings(choice.WhenTrue).Concat(Findings(choice.WhenFalse)),
            SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Findings(arm.Expression)),
            _ => FindingsOfOne(sentence),
        };

    private static IEnumerable<Finding> FindingsOfOne(ExpressionSyntax sentence)
    {
        var parts = Parts(sentence).ToList();
        if (parts is [] or [""])
            return [];
        var isBegun = Beginning().IsMatch(parts[0]);
        var isEnded = Ending().IsMatch(parts[^1]);
        return isBegun && isEnded
            ? []
            : [sentence.Breaks("message", "Write a sentence with a capital letter and a full stop.")];
    }

    // The texts that are joined, a value in them as braces; none where it is no text.
    private static IEnumerable<string> Parts(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) =>
            [
                literal.Token.ValueText,
            ],
            InterpolatedStringExpressionSyntax interpolated => [string.Concat(interpolated.Contents.Select(Part))],
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Parts(sum.Left)
                .Concat(Parts(sum.Right)),
            _ => [],
        };

    private static string Part(InterpolatedStringContentSyntax content) =>
        content is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "{}";

    private static bool IsCode(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax literal && Code().IsMatch(literal.Token.ValueText);

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            IdentifierNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    [GeneratedRegex(@"^ROCL\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\p{Lu}`'{\[\d]")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"[.!?}]$")]
    private static partial Regex Ending();
}
