using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>Lists in which each member may stand once.</summary>
internal static class DistinctMembers
{
    /// <summary>Adds ROCL0154 for each member that stands there before.</summary>
    /// <param name="list">The list.</param>
    public static void Report(RecipeNode list)
    {
        var members = list.Members;
        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            if (members.Take(i).Any(earlier => AreEqual(earlier, member)))
            {
                var written = member.Node?.ToJsonString() ?? "null";
                member.Report("ROCL0154", $"The list has {written} twice.", "Write each member once.");
            }
        }
    }

    // One number may be written in two ways: 0.25 and "1/4".
    private static bool AreEqual(RecipeNode one, RecipeNode other) =>
        JsonNode.DeepEquals(one.Node, other.Node) || (NumberIn(one) is { } number && number == NumberIn(other));

    private static double? NumberIn(RecipeNode member) =>
        member.Node is JsonValue value
            ? Number
                .Read(member.Where, member.TextOrNull ?? value.ToJsonString())
                .Match(read => read, _ => (double?)null)
            : null;
}
