using System.Text.Json.Nodes;
using RoCL.Core.Components;
using static RoCL.Plugins.Schema.SchemaParts;

namespace RoCL.Plugins.Schema;

/// <summary>Components as recipes write them, as JSON schemas.</summary>
/// <param name="components">The components, each name of a kind once.</param>
internal sealed class ComponentSchemas(ImmutableArray<ComponentDescription> components)
{
    private const string Qualified = "[/@]";
    private const string OtherRun = "run";

    /// <summary>The name of the definition of any component of a kind.</summary>
    public static string NameOf(ComponentKind kind) => $"any.{Words.OfMember(kind.ToString())}";

    /// <summary>A component at a place.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="beside">The schemas of the keys that stand beside its options there.</param>
    public JsonObject Of(ComponentKind kind, ImmutableArray<KeyValuePair<string, JsonNode>> beside)
    {
        var ofKind = components.Where(component => component.Kind == kind).ToList();
        ImmutableArray<string> keys = ["use", .. beside.Select(key => key.Key)];
        var branches = new JsonArray([.. ofKind.Select(component => (JsonNode?)Branch(component, keys))]);
        var all = keys.Concat(ofKind.SelectMany(component => component.Options.Select(option => option.Name)));
        branches.Add(
            new JsonObject
            {
                ["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray("use") } },
                ["then"] = new JsonObject { ["propertyNames"] = Enum(all.Distinct()) },
            }
        );
        var properties = new JsonObject { ["use"] = NameOfA(kind, ofKind) };
        foreach (var (key, schema) in beside)
            properties[key] = schema;
        var written = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["allOf"] = branches,
        };
        return AnyOf(NameOfA(kind, ofKind), written);
    }

    // What may stand where a component is named.
    private static JsonObject Branch(ComponentDescription component, ImmutableArray<string> keys) =>
        new()
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["use"] = new JsonObject { ["const"] = component.Name } },
                ["required"] = new JsonArray("use"),
            },
            ["then"] = new JsonObject
            {
                ["allOf"] = new JsonArray(Reference(SchemaTypes.NameOf(component))),
                ["propertyNames"] = Enum(keys.Concat(component.Options.Select(option => option.Name))),
            },
        };

    private static JsonObject NameOfA(ComponentKind kind, List<ComponentDescription> ofKind)
    {
        var names = ofKind.Select(component => component.Name);
        if (kind == ComponentKind.Teacher)
            names = names.Append(OtherRun);
        return AnyOf(Enum(names), new JsonObject { ["type"] = "string", ["pattern"] = Qualified });
    }
}
