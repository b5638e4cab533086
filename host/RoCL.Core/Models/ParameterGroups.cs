using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>Which parameters of a model are in which group of the recipe.</summary>
internal static class ParameterGroups
{
    private const int MostListed = 3;

    /// <summary>
    /// The index of the group that decides on a parameter, the last one that has it;
    /// <see langword="null"/> where none has.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parameter">The parameter's name.</param>
    public static int? IndexOf(Recipe recipe, string parameter)
    {
        for (var group = recipe.ParameterGroups.Count - 1; group >= 0; group--)
        {
            if (recipe.ParameterGroups[group].Has(parameter))
                return group;
        }

        return null;
    }

    /// <summary>ROCL0150: the patterns of groups that no parameter fits, all at once.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parameters">The names of the model's parameters.</param>
    public static void RequireMembers(Recipe recipe, IEnumerable<string> parameters)
    {
        var names = parameters.ToList();
        var empty = recipe.ParameterGroups.Where(group => !names.Exists(group.Has));
        ImmutableArray<Problem> problems = [.. empty.Select(group => WithoutMembers(group, names))];
        if (!problems.IsEmpty)
            throw ProblemException.Of(problems);
    }

    /// <summary>ROCL0151: no gradient reaches a parameter, since all of them are frozen.</summary>
    /// <param name="recipe">The recipe.</param>
    public static ProblemException NothingToTrain(Recipe recipe) =>
        new(
            new(
                "ROCL0151",
                $"{recipe.Optimizer.Where}.groups",
                "The groups freeze every parameter that the loss depends on, so there is nothing to train.",
                "Write patterns that leave some parameters out."
            )
        );

    private static Problem WithoutMembers(ParameterGroup group, List<string> names) =>
        new(
            "ROCL0150",
            $"{group.Overrides.Where}.match",
            $"The pattern '{group.Match}' fits no parameter of the model.",
            $"Nearest are: {string.Join(", ", NearestTo(group, names))}."
        );

    // The stars stand for text of any length, which a distance must not count.
    private static IEnumerable<string> NearestTo(ParameterGroup group, List<string> names) =>
        names
            .OrderBy(name => group.Patterns.Min(pattern => DistanceToPart(pattern, name)))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Take(MostListed);

    // From the longest literal part of the pattern to the part of the name that is most like it.
    private static int DistanceToPart(string pattern, string name)
    {
        var literal = pattern.Split('*', '?').MaxBy(part => part.Length)!;
        var length = Math.Min(literal.Length, name.Length);
        return Enumerable
            .Range(0, name.Length - length + 1)
            .Min(start => Nearest.Distance(literal, name.Substring(start, length)));
    }
}
