namespace RoCL.Core.Recipes;

/// <summary>Which views hold mixed images.</summary>
internal static class MixedViews
{
    /// <summary>
    /// The view that mixed the images of a view: the view itself, or the one that attacks made it
    /// of; <see langword="null"/> where its images are not mixed.
    /// </summary>
    /// <param name="views">All views.</param>
    /// <param name="result">The name of a view, or of one of its adversarial images.</param>
    public static string? Of(IReadOnlyList<View> views, string result) =>
        views.FirstOrDefault(view => view.Results.Contains(result)) switch
        {
            View.Mixed mixed => mixed.Name,
            View.Perturbed perturbed when SourceOf(perturbed, result) is { } source && source != result => Of(
                views,
                source
            ),
            _ => null,
        };

    private static string? SourceOf(View.Perturbed view, string result) =>
        view.Sources.ElementAtOrDefault(view.Adversarial.IndexOf(result));
}
