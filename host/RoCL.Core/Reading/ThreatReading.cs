using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>Reads threat models out of a recipe.</summary>
/// <param name="Components">Reads those that plugins bring.</param>
internal sealed record ThreatReading(ComponentReading Components)
{
    private const string Share = "share";
    private const double LeastShare = 1e-9;

    /// <summary>
    /// A threat model, <c>{ "linf": "8/255" }</c> or <c>{ "use": "l0", "pixels": 10 }</c>;
    /// <see langword="null"/> when a problem was added.
    /// </summary>
    /// <param name="node">The place.</param>
    public ThreatSpec? Threat(RecipeNode node)
    {
        if (node.Node is JsonValue || !node["use"].IsEmpty)
            return Components.Use(node, ComponentKind.ThreatModel) is { } use ? new ThreatSpec.Component(use) : null;

        var norms = node.Keys.Intersect(ThreatSpec.Norms).ToList();
        if (norms is ["l1"])
            node.AllowKeys("l1", Share);
        else
            node.AllowKeys([.. ThreatSpec.Norms, "use"]);
        if (norms is [var norm])
            return new ThreatSpec.Ball(norm, node[norm].Schedule(0, 0, 1e6)) { Share = ShareOf(node, norm) };
        if (node.Node is null or JsonObject)
        {
            var found = norms.Count == 0 ? "no threat model" : "several threat models";
            node.ReportMissing($"The recipe names {found} here.", "Write one, such as { \"linf\": \"8/255\" }.");
        }

        return null;
    }

    private static Schedule? ShareOf(RecipeNode node, string norm) =>
        norm != "l1" || node[Share].IsEmpty ? null : node[Share].Schedule(L1.UsualShare, LeastShare, 1);
}
