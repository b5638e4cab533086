using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>
/// A property answers from what its object holds: it opens, loads and asks nothing.
/// </summary>
/// <remarks>
/// An approximation. A getter counts as one that opens something where it, or a method or property
/// of the same project that it calls, throws a <c>ProblemException</c>, calls a method of an
/// interface that the shell implements, asks a <c>Lazy</c>, or calls a delegate without parameters
/// that its object holds. Calls through interfaces of the project's own, and other delegates, are
/// not followed. A property that another assembly's interface asks for is not the project's choice.
/// </remarks>
/// <param name="project">The project, compiled.</param>
/// <param name="shells">The interfaces of the project that the shell implements.</param>
internal sealed class GetterEffects(Compiled project, IReadOnlySet<string> shells)
{
    private readonly Dictionary<ISymbol, string?> _effects = new(SymbolEqualityComparer.Default);

    public IEnumerable<Finding> Findings() =>
        from type in project.Types
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where !IsAskedFor(property)
        let effect = property.GetMethod is { } getter ? EffectOf(getter) : null
        where effect is not null
        select Place(property).Breaks("getter", $"Make '{property.Name}' a method, or hand its value in: it {effect}.");

    private static SyntaxNode Place(IPropertySymbol property) => property.DeclaringSyntaxReferences[0].GetSyntax();

    // What a method is found to do while it is looked into does not count for itself.
    private string? EffectOf(ISymbol member)
    {
        if (_effects.TryGetValue(member, out var known))
        {
            return known;
        }

        _effects[member] = null;
        var nodes = member.DeclaringSyntaxReferences.SelectMany(place => Body(place.GetSyntax())).ToList();
        var effect = nodes.Select(OwnEffect).FirstOrDefault(own => own is not null) ?? Called(nodes);
        _effects[member] = effect;
        return effect;
    }

    private string? Called(IEnumerable<SyntaxNode> nodes) =>
        nodes
            .Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax)
            .Select(project.Symbol)
            .Select(symbol => symbol is IPropertySymbol property ? property.GetMethod : symbol as IMethodSymbol)
            .OfType<IMethodSymbol>()
            .Select(method => method.ReducedFrom ?? method.OriginalDefinition)
            .Where(method => project.Declares(method) && method.ContainingType.TypeKind is not TypeKind.Interface)
            .Select(method => (Name: NameOf(method), Effect: EffectOf(method)))
            .Where(called => called.Effect is not null)
            .Select(called => $"uses '{called.Name}', which {called.Effect}")
            .FirstOrDefault();

    private static string NameOf(IMethodSymbol method) => (method.AssociatedSymbol ?? method).Name;

    // The accessors of a property are members of their own.
    private static IEnumerable<SyntaxNode> Body(SyntaxNode declaration) =>
        declaration is BaseTypeDeclarationSyntax or BasePropertyDeclarationSyntax or ParameterSyntax
            ? []
            : declaration.DescendantNodes();

    private string? OwnEffect(SyntaxNode node) =>
        node switch
        {
            ThrowStatementSyntax { Expression: { } thrown } => Thrown(thrown),
            ThrowExpressionSyntax { Expression: var thrown } => Thrown(thrown),
            InvocationExpressionSyntax call => Called(call),
            SimpleNameSyntax { Identifier.Text: "Value" } name
                when project.Symbol(name) is IPropertySymbol { ContainingType.Name: "Lazy" } => "asks a Lazy",
            _ => null,
        };

    private string? Thrown(ExpressionSyntax thrown) =>
        project.TypeOf(thrown) is { Name: "ProblemException" } ? "throws a ProblemException" : null;

    private string? Called(InvocationExpressionSyntax call) =>
        project.Symbol(call) switch
        {
            IMethodSymbol
            {
                MethodKind: MethodKind.DelegateInvoke,
                Parameters.IsEmpty: true,
                ReturnsVoid: false
            } invoked when IsHeld(call.Expression) => $"calls a {invoked.ContainingType.Name} that may open something",
            IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface } method
                when shells.Contains(method.ContainingType.Name) =>
                $"calls {method.ContainingType.Name}.{method.Name}, which the shell implements",
            _ => null,
        };

    // In a field, a property or a parameter of the object's own construction.
    private bool IsHeld(ExpressionSyntax called) =>
        project.Symbol(called)
            is not (
                ILocalSymbol
                or IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } }
            );

    private bool IsAskedFor(IPropertySymbol property) =>
        property
            .ContainingType.AllInterfaces.Where(contract => !project.Declares(contract))
            .SelectMany(contract => contract.GetMembers())
            .Any(asked =>
                SymbolEqualityComparer.Default.Equals(
                    property.ContainingType.FindImplementationForInterfaceMember(asked),
                    property
                )
            );
}
