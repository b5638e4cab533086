using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Semantics;

/// <summary>What a project must not use of the framework and of packages.</summary>
internal static class ForbiddenUses
{
    /// <summary>Every name that stands for something forbidden.</summary>
    /// <param name="project">The project, compiled.</param>
    /// <param name="forbidden">
    /// Namespaces and types by their full name, which forbid all that is in them, and members as
    /// <c>Type.Member</c>; and what to do instead.
    /// </param>
    public static IEnumerable<Finding> In(Compiled project, IReadOnlyDictionary<string, string> forbidden)
    {
        var names = forbidden.Keys.SelectMany(rule => NamesIn(project, rule.Split('.'))).ToHashSet();
        return from name in project.Nodes.OfType<SimpleNameSyntax>()
            where project.MayMean(name, names.Contains)
            let symbol = project.Symbol(name)
            where symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol
            let rule = Holders(symbol.OriginalDefinition).FirstOrDefault(forbidden.ContainsKey)
            where rule is not null
            select name.Breaks($"purity ({rule})", forbidden[rule]);
    }

    // The types of a namespace, a type or a member, and all that is in them.
    private static IEnumerable<string> NamesIn(Compiled project, string[] path)
    {
        IEnumerable<INamespaceOrTypeSymbol> holders = [project.Everything];
        foreach (var part in path)
        {
            holders = [.. holders.SelectMany(holder => holder.GetMembers(part)).OfType<INamespaceOrTypeSymbol>()];
        }

        return holders
            .SelectMany(holder =>
                holder is INamespaceSymbol space ? space.Types() : ((INamedTypeSymbol)holder).WithNested()
            )
            .SelectMany(type => type.Names())
            .Append(path[^1]);
    }

    // The member, its type, and the namespaces around it.
    private static IEnumerable<string> Holders(ISymbol symbol)
    {
        for (var holder = symbol; holder is not (null or INamespaceSymbol { IsGlobalNamespace: true }); )
        {
            yield return FullName(holder);
            holder = holder.ContainingSymbol;
        }
    }

    private static string FullName(ISymbol symbol) =>
        symbol.ContainingSymbol is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }
            ? $"{FullName(symbol.ContainingSymbol)}.{symbol.Name}"
            : symbol.Name;
}
