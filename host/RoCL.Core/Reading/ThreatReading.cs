using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>Reads threat models out of a recipe.</summary>
internal static class ThreatReading
{
    /// <summary>
    /// A threat model, <c>{ "linf": "8/255" }</c>; <see langword="null"/> when a problem was added.
    /// </summary>
    /// <param name="node">The place.</param>
    public static ThreatSpec? Threat(RecipeNode node)
    {
        node.AllowKeys(ThreatSpec.Norms);
        var norms = node.Keys.Intersect(ThreatSpec.Norms).ToList();
        if (norms is [var norm])
            return new(norm, node[norm].Schedule(0, 0, 1e6));
        if (node.Node is null or JsonObject)
        {
            var found = norms.Count == 0 ? "no threat model" : "several threat models";
            node.ReportMissing($"The recipe names {found} here.", "Write one, such as { \"linf\": \"8/255\" }.");
        }

        return null;
    }
}
