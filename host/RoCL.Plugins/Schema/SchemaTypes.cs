using System.Text.Json.Nodes;
using RoCL.Core.Components;
using static RoCL.Plugins.Schema.SchemaParts;

namespace RoCL.Plugins.Schema;

/// <summary>Types of keys and options as JSON schemas.</summary>
/// <param name="components">The components, each name of a kind once.</param>
internal sealed class SchemaTypes(ImmutableArray<ComponentDescription> components)
{
    /// <summary>The name of the definition of a component's options.</summary>
    public static string NameOf(ComponentDescription component) =>
        $"{Words.OfMember(component.Kind.ToString())}.{component.Name}";

    /// <summary>An object with these keys and no others.</summary>
    public JsonObject ObjectOf(IEnumerable<RecipeKey> keys) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key)))),
        };

    /// <summary>The options of a component.</summary>
    public static JsonObject OptionsOf(ComponentDescription component) =>
        new()
        {
            ["title"] = component.QualifiedName,
            ["description"] = component.Summary,
            ["properties"] = new JsonObject(
                component.Options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)Of(option)))
            ),
        };

    private JsonObject Of(RecipeKey key)
    {
        // A recipe takes away by null what it inherits.
        var schema = AnyOf(Of(key.Type), Null());
        schema["description"] = key.Default.Length == 0 ? key.Summary : $"{key.Summary} Default: {key.Default}.";
        return schema;
    }

    private static JsonObject Of(OptionDescription option)
    {
        var schema = AnyOf(Of(option.Type, option), Null());
        if (option.Summary is { } summary)
            schema["description"] = summary;
        if (option.Default is { } standard)
            schema["default"] = Literal.Parsed(standard);
        return schema;
    }

    private JsonObject Place(ComponentKind kind, ImmutableArray<RecipeKey> beside)
    {
        if (beside.IsEmpty)
            return Reference(ComponentSchemas.NameOf(kind));
        return new ComponentSchemas(components).Of(
            kind,
            [.. beside.Select(key => KeyValuePair.Create(key.Name, (JsonNode)Of(key)))]
        );
    }

    private JsonObject Of(KeyType type) =>
        type switch
        {
            KeyType.Number number => NumberOf(number.IsWhole ? "integer" : "number", number.Low, number.High),
            KeyType.Text => TypeOf("string"),
            KeyType.Truth => TypeOf("boolean"),
            KeyType.Length => new JsonObject { ["type"] = new JsonArray("string", "number") },
            KeyType.Choice choice => Enum(choice.Words),
            KeyType.Threat => ThreatOf(),
            KeyType.Component component => Place(component.Kind, component.Beside),
            KeyType.ListOf list => ListOf(() => Of(list.Member), list.Fewest),
            KeyType.MapOf map => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = AnyOf(Of(map.Value), Null()),
            },
            KeyType.Keys keys => ObjectOf(keys.Members),
            KeyType.Settings => TypeOf("object"),
            KeyType.Recipe => Reference("recipe"),
            KeyType.Either either => AnyOf([.. either.Types.Select(Of)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Of(OptionType type, OptionDescription option) =>
        type switch
        {
            OptionType.Real or OptionType.Whole => NumberOf("number", option.Low, option.High),
            OptionType.Text or OptionType.Model => TypeOf("string"),
            OptionType.Truth => TypeOf("boolean"),
            OptionType.Choice choice => Enum(choice.Words),
            OptionType.Threat => ThreatOf(),
            OptionType.Component component => Reference(ComponentSchemas.NameOf(component.Kind)),
            OptionType.List list => ListOf(() => Of(list.Of, option), option.Fewest, option.IsDistinct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject ThreatOf()
    {
        string[] keys = ["linf", "l2", "l1", "share"];
        var ball = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(
                keys.Select(key => KeyValuePair.Create(key, (JsonNode?)AnyOf(NumberOf("number", 0, null), Null())))
            ),
        };
        return AnyOf(ball, Reference(ComponentSchemas.NameOf(ComponentKind.ThreatModel)));
    }
}
