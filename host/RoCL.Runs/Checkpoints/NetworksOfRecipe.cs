using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// The part of a recipe that its networks follow from. The components that only trained them are
/// left out: their plugins need not be there.
/// </summary>
internal static class NetworksOfRecipe
{
    /// <summary>The name of every component that is left out.</summary>
    public const string LeftOut = "left-out";

    private static readonly string[] Kept =
    [
        "about",
        "seed",
        "normalize",
        "encoder",
        "heads",
        "route",
        "teachers",
        "weights",
    ];

    /// <summary>
    /// A recipe of the same networks and routes, which names <see cref="LeftOut"/> in place of all
    /// other components.
    /// </summary>
    /// <param name="recipe">Resolved.</param>
    public static JsonObject Of(JsonObject recipe)
    {
        var views = ViewsOf(recipe);
        var networks = new JsonObject(
            Kept.Where(recipe.ContainsKey).Select(key => KeyValuePair.Create(key, recipe[key]?.DeepClone()))
        )
        {
            ["data"] = LeftOut,
            ["views"] = views,
            ["loss"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = LeftOut,
                    ["views"] = new JsonArray(views.Select(view => view.Key).FirstOrDefault()),
                    ["head"] = Recipe.NoHead,
                }
            ),
            ["optimizer"] = LeftOut,
            ["learningRate"] = LeftOut,
            ["masking"] = new JsonObject { ["images"] = 0, ["blackBox"] = LeftOut },
        };
        return networks;
    }

    /// <summary>What stands for a component that is left out; it is never made.</summary>
    /// <param name="kind">The kind that is asked for.</param>
    public static ComponentDescription Nothing(ComponentKind kind) =>
        new(kind, LeftOut, "", [], "", new(LeftOut, "", ""));

    // Routes have tensors of their own.
    private static JsonObject ViewsOf(JsonObject recipe) =>
        new(
            (recipe["views"] as JsonObject ?? []).Select(view =>
                KeyValuePair.Create(view.Key, (JsonNode?)Routed(view.Value as JsonObject))
            )
        );

    private static JsonObject Routed(JsonObject? view) =>
        view?["route"] is { } route ? new JsonObject { ["route"] = route.DeepClone() } : [];
}
