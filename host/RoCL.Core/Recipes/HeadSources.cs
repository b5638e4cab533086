namespace RoCL.Core.Recipes;

/// <summary>Which heads there have to be for others.</summary>
internal static class HeadSources
{
    private const string Prefix = "heads.";

    /// <summary>What a head reads, and where its weights come from.</summary>
    /// <param name="sources">Those of the recipe that are not the usual ones.</param>
    /// <param name="head">The head's name.</param>
    public static HeadSource Of(IReadOnlyDictionary<string, HeadSource> sources, string head) =>
        sources.GetValueOrDefault(head) ?? HeadSource.Usual;

    /// <summary>
    /// Some heads, each after the one that it reads, else in the order of their names.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="heads">The heads; those that they read need not be among them.</param>
    public static IReadOnlyList<string> InOrder(Recipe recipe, IEnumerable<string> heads)
    {
        var ordered = new List<string>();
        foreach (var head in heads.Order(StringComparer.Ordinal))
            ordered.AddRange(ReadBy(recipe, head).Except(ordered).ToList());
        return ordered;
    }

    /// <summary>The heads of which a teacher that follows has copies.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="teacher">The teacher's name.</param>
    public static IReadOnlyList<string> OfTeacher(Recipe recipe, string teacher)
    {
        if (recipe.Weights == teacher)
            return InOrder(recipe, recipe.Heads.Keys);
        var head = recipe.Teachers[teacher].Head;
        return head == Recipe.NoHead ? [] : InOrder(recipe, [head]);
    }

    /// <summary>Whether a parameter is of a frozen head, which no step moves.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parameter">Its name, such as <c>heads.projector.linear_1.weight</c>.</param>
    public static bool AreFrozen(Recipe recipe, string parameter) =>
        recipe.HeadSources.Any(source =>
            source.Value.Frozen is not null && parameter.StartsWith($"{Prefix}{source.Key}.", StringComparison.Ordinal)
        );

    // The head itself at the end.
    private static IEnumerable<string> ReadBy(Recipe recipe, string head)
    {
        var before = Of(recipe.HeadSources, head).On;
        return before is null ? [head] : ReadBy(recipe, before).Append(head);
    }
}
