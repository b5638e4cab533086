using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// No several values are packed into a tuple to be unpacked at once; variables that change places
/// are.
/// </summary>
internal static class PackedValues
{
    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            .Where(assignment => Packs(assignment.Left, Unwrapped(assignment.Right)))
            .Select(assignment => assignment.Breaks("packed values", "Write an assignment for each of the values."));

    private static bool Packs(ExpressionSyntax left, ExpressionSyntax right) =>
        right is TupleExpressionSyntax values
        && left switch
        {
            TupleExpressionSyntax variables => !ChangePlaces(variables, values),
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax } => true,
            _ => false,
        };

    private static bool ChangePlaces(TupleExpressionSyntax variables, TupleExpressionSyntax values) =>
        Texts(variables).SequenceEqual(Texts(values));

    private static IEnumerable<string> Texts(TupleExpressionSyntax tuple) =>
        tuple
            .Arguments.Select(argument => argument.Expression.NormalizeWhitespace().ToString())
            .Order(StringComparer.Ordinal);

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parentheses ? Unwrapped(parentheses.Expression) : expression;
}
