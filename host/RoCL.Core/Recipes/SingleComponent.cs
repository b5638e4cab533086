using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>A component by itself, as a recipe would write it.</summary>
public static class SingleComponent
{
    /// <summary>
    /// Reads <c>{ "use": "restarts", "inner": { "use": "pgd" } }</c>, with the problems that a
    /// recipe would have.
    /// </summary>
    /// <param name="where">How problems name the place.</param>
    /// <param name="node">The component.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="catalogue">Which components there are.</param>
    /// <param name="types">Where their code is.</param>
    public static Result<ComponentUse> Read(
        string where,
        JsonNode node,
        ComponentKind kind,
        IComponentCatalogue catalogue,
        IComponentTypes types
    )
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var bound = new ComponentPlaces(catalogue, types).Bound<object>(new Place(node, where, problems), kind);
        return problems.Count > 0 || bound is null ? problems.ToImmutable() : bound.Use;
    }
}
