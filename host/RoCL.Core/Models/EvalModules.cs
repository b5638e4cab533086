using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>The layers that groups of parameters keep in eval mode.</summary>
internal static class EvalModules
{
    /// <summary>
    /// The parts of the networks whose parameters, those of every route, are all in groups of eval
    /// mode.
    /// </summary>
    /// <param name="groups">The recipe's groups; the last one that has a parameter decides.</param>
    /// <param name="networks">Encoder and heads.</param>
    /// <param name="parameters">The names of all parameters, those of routes among them.</param>
    public static ImmutableArray<nn.Module> Of(
        IReadOnlyList<ParameterGroup> groups,
        IEnumerable<GuardedNetwork> networks,
        IEnumerable<string> parameters
    )
    {
        if (groups.All(group => group.Mode == Mode.Train))
            return [];
        var modes = parameters
            .Select(name => (Name: Routes.WithoutRoute(name), InEval: ModeOf(groups, name) == Mode.Eval))
            .ToList();
        return
        [
            .. networks
                .SelectMany(Parts)
                .Where(part => AreInEval(modes.Where(one => part.Has(one.Name)).Select(one => one.InEval)))
                .Select(part => part.Module),
        ];
    }

    private static Mode ModeOf(IReadOnlyList<ParameterGroup> groups, string parameter) =>
        groups.LastOrDefault(group => group.Has(parameter))?.Mode ?? Mode.Train;

    private static bool AreInEval(IEnumerable<bool> members)
    {
        var known = members.ToList();
        return known.Count > 0 && known.TrueForAll(isInEval => isInEval);
    }

    private static IEnumerable<Part> Parts(GuardedNetwork network)
    {
        var own = network.Parameters.Select(parameter => parameter.Key).ToHashSet();
        yield return new(network.Module, own.Contains);
        foreach (var (name, module) in network.Module.named_modules())
        {
            var prefix = $"{network.Prefix}{name}.";
            yield return new(module, parameter => parameter.StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    private sealed record Part(nn.Module Module, Predicate<string> Has);
}
