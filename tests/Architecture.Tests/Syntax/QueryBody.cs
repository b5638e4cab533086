using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// What a query computes for each element: the body of a lambda that is given to an operator of
/// LINQ, or the expression of a clause.
/// </summary>
/// <param name="Body">The body.</param>
/// <param name="Parameters">The names of the lambda's parameters; a clause has none.</param>
/// <param name="IsPredicate">Whether the query asks it for yes or no.</param>
internal sealed record QueryBody(SyntaxNode Body, IReadOnlyList<string> Parameters, bool IsPredicate)
{
    /// <summary>The body of a lambda.</summary>
    public static QueryBody Of(AnonymousFunctionExpressionSyntax lambda, bool isPredicate) =>
        new(lambda.Body, ParametersOf(lambda), isPredicate);

    /// <summary>The expressions of a clause that each element is put into.</summary>
    public static IEnumerable<QueryBody> OfClause(SyntaxNode clause) =>
        clause switch
        {
            WhereClauseSyntax where => [new(where.Condition, [], IsPredicate: true)],
            LetClauseSyntax let => [Value(let.Expression)],
            OrderingSyntax ordering => [Value(ordering.Expression)],
            SelectClauseSyntax select => [Value(select.Expression)],
            GroupClauseSyntax group => [Value(group.GroupExpression), Value(group.ByExpression)],
            FromClauseSyntax { Parent: QueryBodySyntax } from => [Value(from.Expression)],
            _ => [],
        };

    /// <summary>What the body consists of, without the bodies of functions within it.</summary>
    public IEnumerable<SyntaxNode> Nodes() => Body.DescendantNodesAndSelf(node => node == Body || !IsFunction(node));

    /// <summary>Whether an expression is a condition, or a part that is joined to one.</summary>
    public bool IsCondition(SyntaxNode expression) =>
        expression.Parent switch
        {
            AnonymousFunctionExpressionSyntax or ReturnStatementSyntax => IsPredicate,
            WhereClauseSyntax => true,
            ParenthesizedExpressionSyntax parentheses => IsCondition(parentheses),
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.LogicalNotExpression),
            BinaryExpressionSyntax both => both.Kind()
                is SyntaxKind.LogicalAndExpression
                    or SyntaxKind.LogicalOrExpression,
            ConditionalExpressionSyntax choice => choice.Condition == expression || IsCondition(choice),
            IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
            _ => false,
        };

    /// <summary>Whether what is assigned to lives on after the body.</summary>
    public bool IsOutside(ExpressionSyntax target) =>
        target switch
        {
            TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => IsOutside(argument.Expression)),
            DeclarationExpressionSyntax => false,
            IdentifierNameSyntax { Identifier.Text: "_" } => false,
            IdentifierNameSyntax name => !Variables().Concat(Parameters).Contains(name.Identifier.Text),
            MemberAccessExpressionSyntax access => OwnerIsOutside(access.Expression),
            ElementAccessExpressionSyntax access => OwnerIsOutside(access.Expression),
            ParenthesizedExpressionSyntax parentheses => IsOutside(parentheses.Expression),
            _ => true,
        };

    /// <summary>
    /// Whether an object lives on after the body: a parameter's does, one that the body keeps in a
    /// variable of its own may not.
    /// </summary>
    public bool OwnerIsOutside(ExpressionSyntax owner) =>
        owner is IdentifierNameSyntax name ? !Variables().Contains(name.Identifier.Text) : IsOutside(owner);

    private static QueryBody Value(ExpressionSyntax expression) => new(expression, [], IsPredicate: false);

    private static List<string> ParametersOf(AnonymousFunctionExpressionSyntax lambda) =>
        lambda switch
        {
            SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.Text],
            ParenthesizedLambdaExpressionSyntax several => NamesOf(several.ParameterList),
            AnonymousMethodExpressionSyntax { ParameterList: { } list } => NamesOf(list),
            _ => [],
        };

    private static List<string> NamesOf(ParameterListSyntax list) =>
        [.. list.Parameters.Select(parameter => parameter.Identifier.Text)];

    private IEnumerable<string> Variables() => Body.DescendantNodes().Select(Variable).OfType<string>();

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
