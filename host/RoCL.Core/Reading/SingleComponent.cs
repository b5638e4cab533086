using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>A component by itself, as a recipe would write it.</summary>
public static class SingleComponent
{
    /// <summary>
    /// Reads <c>{ "use": "restarts", "inner": { "use": "pgd" } }</c>, with the problems that a
    /// recipe would have.
    /// </summary>
    /// <param name="where">The place, as messages name it.</param>
    /// <param name="node">The component.</param>
    /// <param name="kind">The kind that it has to be of.</param>
    /// <param name="catalogue">The components that can be named.</param>
    public static Result<ComponentUse> Read(
        string where,
        JsonNode node,
        ComponentKind kind,
        IComponentCatalogue catalogue
    )
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var use = new ComponentReading(catalogue).Use(new(node, where, problems), kind);
        return problems.Count > 0 || use is null ? problems.ToImmutable() : use;
    }
}
