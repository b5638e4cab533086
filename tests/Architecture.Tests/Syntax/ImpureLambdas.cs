using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Syntax;

/// <summary>
/// What is given to an operator of LINQ, as a lambda or in a clause, answers and changes nothing:
/// it assigns to no variable from outside, has no statement that is only a call, and no condition
/// that adds or removes.
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
        .. "Exists Find FindAll FindIndex FindLast FindLastIndex RemoveAll TrueForAll".Split(' '),
    ];

    private static readonly HashSet<string> Operators =
    [
        .. Predicates,
        .. "Aggregate AggregateBy Average CountBy DistinctBy ExceptBy GroupBy GroupJoin".Split(' '),
        .. "IntersectBy Join LeftJoin Max MaxBy Min MinBy OrderBy OrderByDescending RightJoin".Split(' '),
        .. "Select SelectMany Sum ThenBy ThenByDescending ToDictionary ToFrozenDictionary".Split(' '),
        .. "ToImmutableDictionary ToImmutableSortedDictionary ToLookup UnionBy Zip ConvertAll".Split(' '),
    ];

    private static readonly HashSet<string> Changes =
    [
        .. "Add Remove TryAdd TryRemove TryDequeue TryPop TryTake TryUpdate".Split(' '),
    ];

    public static IEnumerable<Finding> In(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .SelectMany(node => node is InvocationExpressionSyntax call ? Effects(call) : EffectsOfClause(node))
            .Select(effect =>
                effect.Breaks("effect in a query", "Write a 'foreach', or a method that returns a value.")
            );

    private static IEnumerable<SyntaxNode> EffectsOfClause(SyntaxNode clause) =>
        QueryBody.OfClause(clause).SelectMany(Effects);

    private static IEnumerable<SyntaxNode> Effects(QueryBody query) =>
        query.Nodes().Where(node => IsEffect(node, query));

    /// <summary>What is given to an operator of LINQ; nothing of another call.</summary>
    public static IEnumerable<ExpressionSyntax> GivenTo(InvocationExpressionSyntax call) =>
        Operators.Contains(NameOf(call)) ? call.ArgumentList.Arguments.Select(argument => argument.Expression) : [];

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
            _ => "",
        };

    private static IEnumerable<SyntaxNode> Effects(InvocationExpressionSyntax call)
    {
        var isPredicate = Predicates.Contains(NameOf(call));
        return GivenTo(call).SelectMany(given => Effects(given, isPredicate));
    }

    // A method that is given by its name alone is a condition, too.
    private static IEnumerable<SyntaxNode> Effects(ExpressionSyntax argument, bool isPredicate) =>
        argument switch
        {
            AnonymousFunctionExpressionSyntax lambda => Effects(QueryBody.Of(lambda, isPredicate)),
            MemberAccessExpressionSyntax method when isPredicate && Changes.Contains(method.Name.Identifier.Text) =>
            [
                method,
            ],
            _ => [],
        };

    private static bool IsEffect(SyntaxNode node, QueryBody query) =>
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
