using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>
/// What a query calls answers, too: no method of the project that an operator of LINQ calls for
/// each element changes a field, or what a field holds.
/// </summary>
/// <remarks>
/// An approximation. Calls within the project are followed, but those of constructors, of its
/// interfaces and of objects that are made for the call are not; a delegate that a query only makes
/// is not called by it.
/// </remarks>
/// <param name="project">The project, compiled.</param>
internal sealed class QueryEffects(Compiled project)
{
    private static readonly HashSet<string> Changes =
    [
        .. "Add AddRange Clear Dequeue Enqueue Insert Pop Push Remove TryAdd TryRemove".Split(' '),
    ];

    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private const string Advice = "Write a 'foreach': what is called here changes a field.";

    public IEnumerable<Finding> Findings() =>
        project
            .Nodes.OfType<InvocationExpressionSyntax>()
            .SelectMany(ImpureLambdas.GivenTo)
            .Where(HasEffect)
            .Select(given => given.Breaks("effect in a query", Advice));

    private bool HasEffect(SyntaxNode given) =>
        given is AnonymousFunctionExpressionSyntax lambda
            ? lambda.Body.DescendantNodesAndSelf().Any(Calls)
            : project.Symbol(given) is IMethodSymbol method && Changing(method);

    private bool Calls(SyntaxNode node) =>
        node is InvocationExpressionSyntax call
        && !IsOfNewObject(call)
        && project.Symbol(call) is IMethodSymbol method
        && Changing(method);

    private static bool IsOfNewObject(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: BaseObjectCreationExpressionSyntax };

    private bool Changing(IMethodSymbol called)
    {
        var method = called.ReducedFrom ?? called.OriginalDefinition;
        if (!project.Declares(method) || method.MethodKind == MethodKind.Constructor)
            return false;
        if (_known.TryGetValue(method, out var known))
            return known;
        _known[method] = false;
        var nodes = method.DeclaringSyntaxReferences.SelectMany(place => place.GetSyntax().DescendantNodes()).ToList();
        var changes = nodes.Any(ChangesField) || nodes.Any(Calls);
        _known[method] = changes;
        return changes;
    }

    private bool ChangesField(SyntaxNode node) =>
        node switch
        {
            AssignmentExpressionSyntax assignment => !Assignments.Initialises(assignment) && IsField(assignment.Left),
            PrefixUnaryExpressionSyntax unary => Assignments.IsAssignment(unary) && IsField(unary.Operand),
            PostfixUnaryExpressionSyntax unary => Assignments.IsAssignment(unary) && IsField(unary.Operand),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Changes.Contains(
                access.Name.Identifier.Text
            )
                && access.Parent?.Parent is ExpressionStatementSyntax or PrefixUnaryExpressionSyntax
                && IsField(access.Expression),
            _ => false,
        };

    private bool IsField(ExpressionSyntax target) =>
        target switch
        {
            ElementAccessExpressionSyntax element => IsField(element.Expression),
            IdentifierNameSyntax => project.Symbol(target) is IFieldSymbol or IPropertySymbol,
            _ => false,
        };
}
