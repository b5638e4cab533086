using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>
/// Writes out what a recipe left to defaults, so that a later default cannot change an old run.
/// </summary>
public static class Completion
{
    /// <summary>
    /// The document with every component's options filled in, and nothing left to extend.
    /// </summary>
    /// <param name="document">As it was read.</param>
    /// <param name="recipe">What was read from it.</param>
    public static JsonObject Of(JsonObject document, Recipe recipe)
    {
        var whole = (JsonObject)document.DeepClone();
        whole.Remove("extends");
        whole["seed"] = recipe.Seed;
        if (recipe.Masking.BlackBox is not null)
        {
            whole["masking"] ??= new JsonObject();
            whole["masking"]!["images"] ??= recipe.Masking.Images;
            whole["masking"]!["blackBox"] ??= RecipeReader.Blind;
        }
        if (whole["notFinite"] is not null)
            whole["notFinite"] = recipe.NotFinite.Written;
        foreach (var (name, teacher) in recipe.Teachers)
            whole["teachers"]![name]!["head"] ??= teacher.Head;
        foreach (var use in recipe.Uses)
            Fill(whole, [.. use.Key.Split('.')], use);
        return whole;
    }

    private static void Fill(JsonNode at, ImmutableArray<string> path, ComponentUse use)
    {
        var key = path[0];
        var child = at is JsonArray list
            ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)]
            : at[key];
        if (path.Length > 1 && child is JsonObject or JsonArray)
        {
            Fill(child!, path[1..], use);
            return;
        }
        if (path.Length > 1)
            return;
        var component = child switch
        {
            JsonObject given => (JsonObject)given.DeepClone(),
            JsonArray => null,
            _ => new JsonObject(),
        };
        if (component is null)
            return;
        // Kept as it was given: a plugin or a version in the name is what another day's plugins are
        // held against.
        component["use"] = (component["use"] ?? child as JsonValue)?.GetValue<string>() ?? use.Component.Name;
        var left = use.Component.Options.Where(option =>
            component[option.Name] is null && option.Default is not (null or "null")
        );
        foreach (var option in left)
            component[option.Name] = Value(option.Default!);
        if (at is JsonArray members)
            members[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = component;
        else
            at[key] = component;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
