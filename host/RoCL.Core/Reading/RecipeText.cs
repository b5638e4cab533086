using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Core.Reading;

/// <summary>
/// A recipe as text becomes a JSON document: comments and trailing commas allowed, inheritance and
/// settings applied.
/// </summary>
public static class RecipeText
{
    /// <summary>The recipe with everything that it extends; the nearer recipe wins.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="read">
    /// A recipe's file: the first argument names it, as it is written; the second is the file that
    /// it is written in, none for <paramref name="name"/> itself.
    /// </param>
    /// <param name="precedence">
    /// Which options exclude one another; where it is left out, all of them stay.
    /// </param>
    /// <returns>
    /// ROCL0101 no JSON, with its place; ROCL0103 a circle of <c>extends</c>; and what
    /// <paramref name="read"/> finds.
    /// </returns>
    public static Result<JsonObject> Load(
        string name,
        Func<string, string?, Result<WrittenRecipe>> read,
        OptionPrecedence? precedence = null
    ) => Load(name, null, new(read, precedence), []);

    /// <summary>One document, without what it extends.</summary>
    /// <param name="where">The file's name.</param>
    /// <param name="text">JSON, with comments and trailing commas if you like.</param>
    /// <returns>ROCL0101: no JSON, with its place, or no object.</returns>
    public static Result<JsonObject> Parse(string where, string text)
    {
        try
        {
            return RecipeJson.Parse(text) is JsonObject recipe
                ? recipe
                : new Problem(
                    "ROCL0101",
                    where,
                    "The text is JSON, but not an object.",
                    "Begin it with { and end it with }."
                );
        }
        catch (JsonException fault)
        {
            return RecipeJson.Fault(where, fault);
        }
    }

    /// <summary>
    /// One document over another: objects merge by key, <c>null</c> takes a key away, another
    /// <c>use</c> starts afresh.
    /// </summary>
    /// <param name="lower">The document below; not changed.</param>
    /// <param name="upper">The document above; not changed.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <param name="where">The place of the documents, for the warnings.</param>
    public static JsonObject Merge(
        JsonObject lower,
        JsonObject upper,
        OptionPrecedence? precedence = null,
        string where = ""
    ) => RecipeLayers.Merged(lower, upper, precedence, where);

    /// <summary>Sets one value, as <c>--set views.adv.threat.linf=16/255</c> does.</summary>
    /// <param name="recipe">The document; not changed.</param>
    /// <param name="setting">
    /// <c>path=value</c>; the value is JSON where it can be, else a text; <c>null</c> takes the key
    /// away.
    /// </param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>
    /// ROCL0115 when the setting has no path, or the path leads through something that has no keys.
    /// </returns>
    public static Result<JsonObject> Set(JsonObject recipe, string setting, OptionPrecedence? precedence = null) =>
        RecipeSetting.Applied(recipe, setting, precedence);

    /// <summary>
    /// Sets several values, one after the other; a component before its options, in whatever order
    /// they are given.
    /// </summary>
    /// <param name="recipe">The document; not changed.</param>
    /// <param name="settings">As in <see cref="Set"/>.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>ROCL0115 for each setting that is wrong, all of them at once.</returns>
    public static Result<JsonObject> SetAll(
        JsonObject recipe,
        IEnumerable<string> settings,
        OptionPrecedence? precedence = null
    ) => RecipeSetting.AllApplied(recipe, settings, precedence);

    private static Result<JsonObject> Load(
        string name,
        string? asking,
        Sources sources,
        ImmutableArray<string> below
    ) => sources.Read(name, asking).Then(written => Extended(written, asking, sources, below));

    private static Result<JsonObject> Extended(
        WrittenRecipe written,
        string? asking,
        Sources sources,
        ImmutableArray<string> below
    )
    {
        var path = below.Add(written.File);
        if (below.Contains(written.File))
        {
            return new Problem(
                "ROCL0103",
                $"{asking}: extends",
                $"The recipe '{written.File}' extends itself: {string.Join(" -> ", path)}.",
                "Break the circle."
            );
        }

        return Parse(written.File, written.Text).Then(recipe => Extended(recipe, sources, path));
    }

    private static Result<JsonObject> Extended(JsonObject recipe, Sources sources, ImmutableArray<string> path)
    {
        if (recipe["extends"] is not { } extends)
            return recipe;
        var file = path[^1];
        if (extends is JsonValue value && value.TryGetValue(out string? parent))
        {
            return Load(parent, file, sources, path)
                .Then<JsonObject>(lower =>
                    Merge(PublishedReading.Without(lower), recipe, sources.Precedence, $"{file}:")
                );
        }

        return new Problem(
            "ROCL0106",
            $"{file}: extends",
            "The name of the extended recipe is not a text.",
            "Write the name of one recipe."
        );
    }

    private sealed record Sources(Func<string, string?, Result<WrittenRecipe>> Read, OptionPrecedence? Precedence);
}
