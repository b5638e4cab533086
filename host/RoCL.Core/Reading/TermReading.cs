using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>loss</c>: the weighted sum that training minimises.</summary>
/// <param name="Components">Reads the losses.</param>
/// <param name="References">Reads which views they see.</param>
internal sealed record TermReading(ComponentReading Components, ReferenceReading References)
{
    /// <summary>The keys beside the options.</summary>
    public static string[] Keys => ["views", "head", "weight", "over"];

    /// <summary>
    /// The terms. ROCL0108 an unknown view, ROCL0110 an unknown head, ROCL0144 a term of teachers
    /// alone.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="views">The names of all views and of their adversarial images.</param>
    public ValueList<Term> Terms(RecipeNode node, IReadOnlyList<string> views)
    {
        if (node.Members.IsEmpty)
            node.ReportMissing("The recipe has no loss.", "List at least one loss over views.");
        return [.. node.ReadMembers(member => Term(member, views)).OfType<Term>()];
    }

    private Term? Term(RecipeNode node, IReadOnlyList<string> views)
    {
        var loss = Components.Use(node, ComponentKind.Loss, Keys);
        var seen = References.References(node);
        foreach (var unknown in seen.Select(reference => reference.View).Except(views))
            ReferenceReading.ReportUnknownView(node["views"], unknown, views);
        var weight = node["weight"].Schedule(1, -1e9, 1e9);
        if (!seen.IsEmpty && seen.All(reference => reference.ByTeacher))
        {
            node["views"]
                .Report(
                    "ROCL0144",
                    "A teacher sees all views of this loss, so the loss trains nothing.",
                    "Name a view without '@' and the teacher's name."
                );
        }

        var overMicroBatches = node["over"].Choice(false, ("batch", false), ("micro-batch", true));
        return loss is null ? null : new(loss, seen, weight, overMicroBatches);
    }
}
