using RoCL.Core.Components;

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
            if (members.Take(i).Any(earlier => Literal.AreEqual(earlier.Node, member.Node)))
            {
                var written = member.Node?.ToJsonString() ?? "null";
                member.Report("ROCL0154", $"The list has {written} twice.", "Write each member once.");
            }
        }
    }
}
