using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>A lambda that is given to an operator of LINQ.</summary>
/// <param name="Lambda">The lambda.</param>
/// <param name="IsPredicate">Whether the operator asks it for yes or no.</param>
internal sealed record QueryLambda(AnonymousFunctionExpressionSyntax Lambda, bool IsPredicate)
{
    /// <summary>What the lambda consists of, without the bodies of functions within it.</summary>
    public IEnumerable<SyntaxNode> Nodes() =>
        Lambda.Body.DescendantNodesAndSelf(node => node == Lambda.Body || !IsFunction(node));

    /// <summary>Whether an expression is a condition, or a part that is joined to one.</summary>
    public bool IsCondition(SyntaxNode expression) =>
        expression.Parent switch
        {
            AnonymousFunctionExpressionSyntax or ReturnStatementSyntax => IsPredicate,
            ParenthesizedExpressionSyntax parentheses => IsCondition(parentheses),
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.LogicalNotExpression),
            BinaryExpressionSyntax both => both.Kind()
                is SyntaxKind.LogicalAndExpression
                    or SyntaxKind.LogicalOrExpression,
            ConditionalExpressionSyntax choice => choice.Condition == expression || IsCondition(choice),
            IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
            _ => false,
        };

    /// <summary>Whether what is assigned to lives on after the lambda.</summary>
    public bool IsOutside(ExpressionSyntax target) =>
        target switch
        {
            TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => IsOutside(argument.Expression)),
            DeclarationExpressionSyntax => false,
            IdentifierNameSyntax { Identifier.Text: "_" } => false,
            IdentifierNameSyntax name => !Variables().Concat(Parameters()).Contains(name.Identifier.Text),
            MemberAccessExpressionSyntax access => OwnerIsOutside(access.Expression),
            ElementAccessExpressionSyntax access => OwnerIsOutside(access.Expression),
            ParenthesizedExpressionSyntax parentheses => IsOutside(parentheses.Expression),
            _ => true,
        };

    /// <summary>
    /// Whether an object lives on after the lambda: a parameter's does, one that the lambda keeps
    /// in a variable of its own may not.
    /// </summary>
    public bool OwnerIsOutside(ExpressionSyntax owner) =>
        owner is IdentifierNameSyntax name ? !Variables().Contains(name.Identifier.Text) : IsOutside(owner);

    private IEnumerable<string> Parameters() =>
        Lambda switch
        {
            SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.Text],
            ParenthesizedLambdaExpressionSyntax several => several.ParameterList.Parameters.Select(parameter =>
                parameter.Identifier.Text
            ),
            AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters.Select(parameter =>
                parameter.Identifier.Text
            ),
            _ => [],
        };

    private IEnumerable<string> Variables() => Lambda.Body.DescendantNodes().Select(Variable).OfType<string>();

    private static string? Variable(SyntaxNode node) =>
        node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            SingleVariableDesignationSyntax variable => variable.Identifier.Text,
            ForEachStatementSyntax loop => loop.Identifier.Text,
            _ => null,
        };

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
}
