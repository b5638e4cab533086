using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Writes out what a recipe left to defaults, so that a later default cannot change an old run.
/// </summary>
public static class Completion
{
    /// <summary>
    /// The document with every component's options filled in, and nothing left to extend.
    /// </summary>
    /// <param name="document">The document as it was read.</param>
    /// <param name="recipe">The recipe that was read from it.</param>
    public static JsonObject Of(JsonObject document, Recipe recipe)
    {
        var completed = (JsonObject)document.DeepClone();
        completed.Remove("extends");
        completed["seed"] = recipe.Seed;
        completed["precision"] ??= PrecisionReading.Exact;
        if (recipe.Masking.BlackBox is not null)
            CompleteMasking(completed, recipe.Masking);
        if (completed["ranks"] is not null)
            completed["ranks"] = RankReading.Written(recipe.Ranks);
        if (completed["notFinite"] is not null)
            completed["notFinite"] = NotFiniteReading.Written(recipe.NotFinite);
        if (recipe.Init is { } init)
            completed["init"]!["parts"] ??= new JsonArray([.. init.Parts.Select(part => JsonValue.Create(part))]);
        foreach (var use in recipe.Uses.Except(CopiedHeads(completed, recipe)))
            CompleteComponent(completed, [.. use.Key.Split('.')], use);
        foreach (var (name, teacher) in recipe.Teachers)
            CompleteTeacher(completed["teachers"]?[name], teacher);
        foreach (var monitor in recipe.Monitors)
            completed["monitors"]![monitor.Name]![MonitorReading.Every] ??= MonitorReading.UsualInterval;
        return completed;
    }

    // A head without a component of its own is built as the one that it is a copy of.
    private static IEnumerable<ComponentUse> CopiedHeads(JsonObject document, Recipe recipe) =>
        recipe
            .HeadSources.Where(source => source.Value.Frozen is not null)
            .Where(source => document["heads"]![source.Key]!["use"] is null)
            .Select(source => recipe.Heads[source.Key]);

    // The recipe's weights may be a teacher that stands in another place.
    private static void CompleteTeacher(JsonNode? written, Teacher teacher)
    {
        if (written is null)
            return;
        written["head"] ??= teacher.Head;
        if (teacher is Teacher.Following following)
            written["mode"] ??= Words.OfMember(following.Mode.ToString());
    }

    private static void CompleteMasking(JsonObject completed, MaskingCheck masking)
    {
        completed["masking"] ??= new JsonObject();
        completed["masking"]!["images"] ??= masking.Images;
        completed["masking"]!["blackBox"] ??= MaskingReading.DefaultBlackBox;
    }

    // Follows the path of keys to the component, as far as it is written out.
    private static void CompleteComponent(JsonNode parent, ImmutableArray<string> path, ComponentUse use)
    {
        var child = Child(parent, path[0]);
        if (path.Length > 1)
        {
            if (child is JsonObject or JsonArray)
                CompleteComponent(child, path[1..], use);
            return;
        }

        if (child is JsonArray)
            return;
        var component = child is JsonObject written ? (JsonObject)written.DeepClone() : [];
        // The name is kept as it was written: a plugin or a version in it is what another day's
        // plugins are compared with.
        component["use"] = (component["use"] ?? child as JsonValue)?.GetValue<string>() ?? use.Component.Name;
        foreach (var option in use.Component.Options)
        {
            // What has no effect beside the others is left out, so that the two are not read as
            // written together.
            var rivals = OptionCompany.RivalsOf(use.Component, option.Name);
            var isIdle = rivals.Any(rival => component[rival] is not null);
            if (component[option.Name] is null && !isIdle && option.Default is not (null or "null"))
                component[option.Name] = Literal.Parsed(option.Default);
        }
        SetChild(parent, path[0], component);
    }

    private static JsonNode? Child(JsonNode parent, string key) =>
        parent is JsonArray list ? list[Index(key)] : parent[key];

    private static void SetChild(JsonNode parent, string key, JsonObject component)
    {
        if (parent is JsonArray list)
            list[Index(key)] = component;
        else
            parent[key] = component;
    }

    private static int Index(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
