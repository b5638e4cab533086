using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// What is given to an operator of LINQ answers and changes nothing: it assigns to no variable from
/// outside, has no statement that is only a call, and no condition that adds or removes.
/// </summary>
/// <remarks>
/// A lambda within the lambda is a value, not yet a call, and is not looked into. Variables that
/// the lambda declares itself are its own affair.
/// </remarks>
internal static class ImpureLambdas
{
    private static readonly HashSet<string> Predicates =
    [
        .. "All Any Count First FirstOrDefault Last LastOrDefault LongCount Single".Split(' '),
        .. "SingleOrDefault SkipWhile TakeWhile Where".Split(' '),
    ];

    private static readonly HashSet<string> Operators =
    [
        .. Predicates,
        .. "Aggregate AggregateBy Average CountBy DistinctBy ExceptBy GroupBy GroupJoin".Split(' '),
        .. "IntersectBy Join LeftJoin Max MaxBy Min MinBy OrderBy OrderByDescending RightJoin".Split(' '),
        .. "Select SelectMany Sum ThenBy ThenByDescending ToDictionary ToFrozenDictionary".Split(' '),
        .. "ToImmutableDictionary ToImmutableSortedDictionary ToLookup UnionBy Zip".Split(' '),
    ];

    private static readonly HashSet<string> Changes =
    [
        .. "Add Remove TryAdd TryRemove TryDequeue TryPop TryTake TryUpdate".Split(' '),
    ];

    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .SelectMany(Queries)
            .SelectMany(query => query.Nodes().Where(node => IsEffect(node, query)))
            .Select(effect =>
                effect.Breaks("effect in a query", "Write a 'foreach', or a method that returns a value.")
            );

    private static IEnumerable<QueryLambda> Queries(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
            _ => "",
        };
        return Operators.Contains(name)
            ? call
                .ArgumentList.Arguments.Select(argument => argument.Expression)
                .OfType<AnonymousFunctionExpressionSyntax>()
                .Select(lambda => new QueryLambda(lambda, Predicates.Contains(name)))
            : [];
    }

    private static bool IsEffect(SyntaxNode node, QueryLambda query) =>
        node switch
        {
            AssignmentExpressionSyntax assignment => !Assignments.Initialises(assignment)
                && query.IsOutside(assignment.Left),
            PrefixUnaryExpressionSyntax unary when Assignments.IsAssignment(unary) => query.IsOutside(unary.Operand),
            PostfixUnaryExpressionSyntax unary when Assignments.IsAssignment(unary) => query.IsOutside(unary.Operand),
            ExpressionStatementSyntax statement => IsCall(statement.Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => Changes.Contains(
                access.Name.Identifier.Text
            )
                && query.IsCondition(call)
                && query.OwnerIsOutside(access.Expression),
            _ => false,
        };

    private static bool IsCall(ExpressionSyntax expression) =>
        expression switch
        {
            AwaitExpressionSyntax wait => IsCall(wait.Expression),
            ConditionalAccessExpressionSyntax access => IsCall(access.WhenNotNull),
            _ => expression is InvocationExpressionSyntax,
        };
}
