using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Checkpoints;

/// <summary>What a training follows from.</summary>
/// <param name="Seed">All random values follow from it and from a step's index.</param>
/// <param name="Recipe">SHA-256 of the resolved recipe.</param>
/// <param name="Plugins">
/// Each with its version; their hashes are in the run's <c>environment.json</c>.
/// </param>
public sealed record CheckpointOrigin(long Seed, string Recipe, ImmutableArray<string> Plugins)
{
    /// <summary>That of a training by a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="document">The same, as resolved.</param>
    public static CheckpointOrigin Of(Recipe recipe, JsonObject document) =>
        new(
            recipe.Seed,
            TextHash.Of(document.ToJsonString()),
            [
                .. recipe
                    .Uses.Select(use => use.Component.Plugin)
                    .Select(plugin => $"{plugin.Id} {plugin.Version}")
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ]
        );
}
