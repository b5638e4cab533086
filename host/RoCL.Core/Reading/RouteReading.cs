using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads the routes of a recipe: which batch-norm views and evaluations go through.
/// </summary>
internal static class RouteReading
{
    /// <summary>
    /// A view's route. ROCL0145 it cannot be a part of tensors' names and of keys.
    /// </summary>
    /// <param name="node">Its place in the recipe.</param>
    public static string Route(RecipeNode node)
    {
        var route = node.Text(Recipe.OwnRoute);
        if (route.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            return route;
        node.Report("ROCL0145", $"The route cannot be called '{route}'.", "Use letters, digits, - and _.");
        return Recipe.OwnRoute;
    }

    /// <summary>The route that evaluations take. ROCL0140 no view takes it.</summary>
    /// <param name="node">Its place in the recipe.</param>
    /// <param name="views">The recipe's views.</param>
    public static string EvaluationRoute(RecipeNode node, IEnumerable<View> views)
    {
        ImmutableArray<string> known = [.. View.RoutesOf(views)];
        var route = Route(node);
        if (route != Recipe.OwnRoute && !known.Contains(route))
        {
            var remedy = known.IsEmpty
                ? "Give it to a view, as in \"adv\": { \"route\": \"adv\", ... }, or leave it away."
                : $"Known: {string.Join(", ", known.Distinct())}.";
            node.Report("ROCL0140", $"No view takes the route '{route}'.", remedy);
        }

        return route;
    }
}
