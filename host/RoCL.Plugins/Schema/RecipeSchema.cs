using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Plugins.Schema;

/// <summary>
/// The JSON schema of recipes and suites, of all that the plugins at hand offer: by it an editor
/// completes keys, components' names and options, and shows what they are for.
/// </summary>
/// <param name="components">The components, with the summaries of their options.</param>
public sealed class RecipeSchema(IEnumerable<ComponentDescription> components)
{
    private readonly ImmutableArray<ComponentDescription> _components =
    [
        .. components.DistinctBy(component => (component.Kind, component.Name)),
    ];

    /// <summary>The schema as a file has it.</summary>
    /// <param name="components">The components, with the summaries of their options.</param>
    public static string TextOf(IEnumerable<ComponentDescription> components) =>
        new RecipeSchema(components).Document().ToJsonString(Indented) + "\n";

    private static JsonSerializerOptions Indented { get; } =
        new()
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    /// <summary>The schema, of JSON Schema's draft 2020-12.</summary>
    public JsonObject Document()
    {
        var types = new SchemaTypes(_components);
        var recipe = types.ObjectOf(RecipeKeys.All);
        var suite = types.ObjectOf(SuiteKeyList.All);
        suite["required"] = new JsonArray("rows");
        var definitions = new JsonObject { ["recipe"] = recipe, ["suite"] = suite };
        foreach (var (name, definition) in SchemaParts.Shared())
            definitions[name] = definition;
        foreach (var component in _components)
            definitions[SchemaTypes.NameOf(component)] = SchemaTypes.OptionsOf(component);
        foreach (var kind in Enum.GetValues<ComponentKind>())
            definitions[ComponentSchemas.NameOf(kind)] = new ComponentSchemas(_components).Of(kind, []);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "RoCL.Plugins: a recipe, or a suite where there are rows",
            ["type"] = "object",
            ["if"] = new JsonObject { ["required"] = new JsonArray("rows") },
            ["then"] = SchemaParts.Reference("suite"),
            ["else"] = SchemaParts.Reference("recipe"),
            ["$defs"] = definitions,
        };
    }
}
