using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Core.Recipes;

/// <summary>
/// A recipe as text becomes a JSON document: comments and trailing commas allowed, inheritance and
/// settings applied.
/// </summary>
public static class RecipeText
{
    private const int LongestExponent = 6;

    private static readonly JsonDocumentOptions Jsonc = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 64,
    };

    /// <summary>The recipe with everything that it extends; the nearer recipe wins.</summary>
    /// <param name="name">What the recipe is called, in problems too.</param>
    /// <param name="read">
    /// The text of a recipe: the first argument names it, the second says which recipe asks.
    /// </param>
    /// <returns>
    /// ROCL0101 no JSON, with its place; ROCL0103 a circle of <c>extends</c>; and what
    /// <paramref name="read"/> finds.
    /// </returns>
    public static Result<JsonObject> Load(string name, Func<string, string, Result<string>> read) =>
        Load(name, name, read, []);

    private static Result<JsonObject> Load(
        string name,
        string asking,
        Func<string, string, Result<string>> read,
        ImmutableArray<string> below
    )
    {
        var path = below.Add(name);
        if (below.Contains(name))
        {
            return new Problem(
                "ROCL0103",
                $"{asking}: extends",
                $"'{name}' extends itself: {string.Join(" -> ", path)}.",
                "Break the circle."
            );
        }

        return read(name, asking)
            .Then(text => Parse(name, text))
            .Then<JsonObject>(recipe =>
                recipe["extends"] switch
                {
                    null => recipe,
                    JsonValue value when value.TryGetValue(out string? parent) => Load(parent, name, read, path)
                        .Then<JsonObject>(ground => Merge(ground, recipe)),
                    _ => new Problem("ROCL0106", $"{name}: extends", "found no text.", "Write the name of one recipe."),
                }
            );
    }

    /// <summary>One document, as it stands.</summary>
    /// <param name="where">The file's name.</param>
    /// <param name="text">JSON, with comments and trailing commas if you like.</param>
    public static Result<JsonObject> Parse(string where, string text)
    {
        try
        {
            return Parsed(text) is JsonObject recipe
                ? recipe
                : new Problem("ROCL0101", where, "is JSON, but no object.", "Begin it with { and end it with }.");
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $"{where}({line + 1},{fault.BytePositionInLine + 1})" : where;
            return new Problem(
                "ROCL0101",
                place,
                $"is not JSON: {fault.Message.Split(" LineNumber:")[0]}",
                "Mend the text at that line and column."
            );
        }
    }

    /// <summary>
    /// One document over another: objects merge by key, <c>null</c> takes a key away, another
    /// <c>use</c> starts afresh.
    /// </summary>
    public static JsonObject Merge(JsonObject ground, JsonObject over)
    {
        var merged = (JsonObject)ground.DeepClone();
        foreach (var (key, value) in over)
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] =
                    value is JsonObject upper && merged[key] is JsonObject lower && SameUse(lower, upper)
                        ? Merge(lower, upper)
                        : value.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>Sets one value, as <c>--set views.adv.threat.linf=16/255</c> does.</summary>
    /// <param name="recipe">The document; not changed.</param>
    /// <param name="setting">
    /// <c>path=value</c>; the value is JSON where it can be, else a text; <c>null</c> takes the key
    /// away.
    /// </param>
    /// <returns>
    /// ROCL0115 when the setting has no path, or the path leads through something that has no keys.
    /// </returns>
    public static Result<JsonObject> Set(JsonObject recipe, string setting)
    {
        var where = $"--set {setting}";
        if (setting.Split('=', 2) is not [{ Length: > 0 } path, var value] || path.Split('.').Contains(""))
            return new Problem("ROCL0115", where, "is not path=value.", "Write it like --set optimizer.lr=0.2.");
        var changed = (JsonObject)recipe.DeepClone();
        JsonNode at = changed;
        foreach (var step in path.Split('.')[..^1])
        {
            if (Child(at, step) is { } child)
            {
                at = child;
            }
            else if (at is JsonObject parent)
            {
                parent[step] = at = new JsonObject();
            }
            else
            {
                return new Problem(
                    "ROCL0115",
                    where,
                    $"'{step}' is nothing that can be set in.",
                    "See `recipe.json` of a run for what is there."
                );
            }
        }

        return Put(at, path.Split('.')[^1], Value(value))
            ? changed
            : new Problem("ROCL0115", where, "there is no such place.", "Count list members from 0.");
    }

    private static bool SameUse(JsonObject lower, JsonObject upper) =>
        upper["use"] is not { } use || (lower["use"] is { } other && JsonNode.DeepEquals(use, other));

    private static JsonNode? Child(JsonNode at, string step) =>
        at switch
        {
            JsonObject parent => parent[step] as JsonObject as JsonNode ?? parent[step] as JsonArray,
            JsonArray list when int.TryParse(step, out var i) && i >= 0 && i < list.Count => list[i],
            _ => null,
        };

    private static bool Put(JsonNode at, string key, JsonNode? value)
    {
        if (at is JsonObject parent)
        {
            if (value is null)
                parent.Remove(key);
            else
                parent[key] = value;
            return true;
        }
        if (at is not JsonArray list || !int.TryParse(key, out var i) || i < 0 || i > list.Count)
            return false;
        if (i == list.Count && value is null)
            return false;
        if (value is null)
            list.RemoveAt(i);
        else if (i == list.Count)
            list.Add(value);
        else
            list[i] = value;
        return true;
    }

    // A document is decoded where it is looked at: half a surrogate pair would show anywhere, and
    // much later. Two numbers with exponents that are no integers cannot be compared.
    private static JsonNode? Parsed(string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: Jsonc);
            return IsSound(root) ? root : throw new JsonException("a number has an exponent beyond all bounds.");
        }
        catch (Exception undecodable) when (undecodable is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(undecodable.Message, undecodable);
        }
    }

    private static bool IsSound(JsonNode? node) =>
        node switch
        {
            JsonObject keys => keys.All(pair => IsSound(pair.Value)),
            JsonArray list => list.All(IsSound),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is not null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value
                .ToJsonString()
                .ToUpperInvariant()
                .Split('E')
                is not [_, { Length: > LongestExponent }],
            _ => true,
        };

    private static JsonNode? Value(string text)
    {
        try
        {
            return Parsed(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
