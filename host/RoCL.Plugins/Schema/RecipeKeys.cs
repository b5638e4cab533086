namespace RoCL.Plugins.Schema;

/// <summary>
/// Every key of a recipe: its type, range and default, in words for the page and as a schema for
/// editors. A test holds the keys against what the reader takes.
/// </summary>
public static class RecipeKeys
{
    /// <summary>From here on a range has no end that a person would meet.</summary>
    public const double NoLimit = 1e6;

    /// <summary>All keys, in the order in which the page has them.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [.. DataKeys.All, .. NetworkKeys.All, .. TrainingKeys.All, .. RunKeys.All];
}
