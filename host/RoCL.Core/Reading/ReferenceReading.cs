using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads which views a loss sees, and through which head or teacher.</summary>
/// <param name="Heads">The names of the recipe's heads.</param>
/// <param name="Teachers">The names of the recipe's teachers.</param>
internal sealed record ReferenceReading(ImmutableArray<string> Heads, ImmutableArray<string> Teachers)
{
    /// <summary>
    /// The views at a loss's <c>views</c> and <c>head</c>. ROCL0105 none, or several heads and none
    /// named; ROCL0110 no such head.
    /// </summary>
    /// <param name="node">The loss's place in the recipe.</param>
    public ValueList<ViewReference> References(RecipeNode node)
    {
        var head = node["head"].Text(Heads is [var only] ? only : Recipe.NoHead);
        if (node["views"].IsEmpty)
            node["views"].ReportMissing("The loss names no views.", "List the views that the loss sees.");
        if (node["head"].IsEmpty && Heads.Length > 1)
        {
            node["head"]
                .ReportMissing(
                    "The loss names no head, and the recipe has several.",
                    $"Write one of: {string.Join(", ", Heads)}, {Recipe.NoHead}."
                );
        }

        return [.. node["views"].Members.Select(member => Reference(member, node["head"], head))];
    }

    /// <summary>ROCL0108: the recipe has no such view.</summary>
    /// <param name="node">The place that names the view.</param>
    /// <param name="view">The name.</param>
    /// <param name="known">The names of all views.</param>
    public static void ReportUnknownView(RecipeNode node, string view, IReadOnlyList<string> known)
    {
        var nearest = Nearest.To(view, known);
        var names =
            known.Count > 0 ? $"Known: {string.Join(", ", known.Distinct())}." : "It has none: write its views.";
        var remedy = nearest is null ? names : $"Did you mean '{nearest}'?";
        node.Report("ROCL0108", $"The recipe has no view '{view}'.", remedy);
    }

    // `a` goes through the loss's head, `a@other` through another head or a teacher.
    private ViewReference Reference(RecipeNode member, RecipeNode headNode, string head)
    {
        var text = member.Text("");
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return Checked(headNode, text, head);
        return Checked(member, text[..at], text[(at + 1)..]);
    }

    private ViewReference Checked(RecipeNode node, string view, string head)
    {
        if (head != Recipe.NoHead && !Heads.Contains(head) && !Teachers.Contains(head))
        {
            var kinds = Teachers.IsEmpty ? "no head" : "no head and no teacher";
            node.Report(
                "ROCL0110",
                $"The recipe has {kinds} '{head}'.",
                $"Known: {string.Join(", ", Heads.Append(Recipe.NoHead).Concat(Teachers).Distinct())}."
            );
        }

        return new(view, head) { ByTeacher = Teachers.Contains(head) };
    }
}
