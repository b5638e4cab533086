using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>
/// Random numbers come from a generator that is named: libtorch's global one is everybody's.
/// </summary>
internal static class GlobalDraws
{
    // They have no parameter for a generator at all.
    private static readonly HashSet<string> Always =
    [
        .. "AlphaDropout Dropout Dropout1d Dropout2d Dropout3d FeatureAlphaDropout".Split(' '),
        .. "alpha_dropout dropout dropout1d dropout2d dropout3d feature_alpha_dropout".Split(' '),
        .. "manual_seed rand_like randint_like randn_like rrelu".Split(' '),
    ];

    // Only calls of such a name are worth the compiler's time.
    private static readonly Lazy<HashSet<string>> Draws = new(() =>
        [
            .. Always,
            .. typeof(TorchSharp.torch)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetParameters().Any(each => each.ParameterType.Name is "Generator"))
                .Select(method => method.Name),
        ]
    );

    public static IEnumerable<Finding> In(Compiled project) =>
        from call in project.Nodes.OfType<InvocationExpressionSyntax>()
        where Draws.Value.Contains(NameOf(call.Expression))
        let method = project.Symbol(call) as IMethodSymbol
        where method?.ContainingAssembly?.Name == "TorchSharp"
        where Always.Contains(method.Name) || LeavesOutGenerator(call, method, project)
        select call.Breaks("global generator", $"Give '{method.Name}' a generator, or draw by Rng.");

    private static bool LeavesOutGenerator(InvocationExpressionSyntax call, IMethodSymbol method, Compiled project) =>
        method.Parameters.Any(parameter => parameter.Type.Name is "Generator")
        && !call.ArgumentList.Arguments.Any(argument => IsGenerator(argument, project));

    private static bool IsGenerator(ArgumentSyntax argument, Compiled project) =>
        project.TypeOf(argument.Expression) is { Name: "Generator" };

    private static string NameOf(ExpressionSyntax called) =>
        called switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        };
}
