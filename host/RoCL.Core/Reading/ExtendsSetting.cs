namespace RoCL.Core.Reading;

/// <summary>
/// <c>extends</c> among settings: they are applied to what a recipe has become of all that it
/// extends, so that another parent would have no effect.
/// </summary>
public static class ExtendsSetting
{
    /// <summary>The key by which a recipe names the one that it changes.</summary>
    public const string Key = "extends";

    /// <summary>ROCL0115 where a setting leads there; else nothing.</summary>
    /// <param name="where">The place of the setting.</param>
    /// <param name="path">Its dotted path.</param>
    public static Problem? Refused(string where, string path) =>
        path.Split('.')[0] == Key
            ? new Problem(
                "ROCL0115",
                where,
                "What a recipe extends is written in its file, and cannot be set.",
                "Write a recipe of its own: { \"extends\": \"rocl\", ... }."
            )
            : null;
}
