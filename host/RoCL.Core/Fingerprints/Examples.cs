using System.Globalization;

namespace RoCL.Core.Fingerprints;

/// <summary>How many names there are, and the first of them.</summary>
internal static class Examples
{
    private const int Shown = 3;

    /// <summary>
    /// Such as <c>12 added (a/1.png, a/2.png, a/3.png, ...)</c>; nothing where there is none.
    /// </summary>
    /// <param name="what">What happened to them.</param>
    /// <param name="names">The names.</param>
    public static IEnumerable<string> Of(string what, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return [];
        var first = string.Join(", ", all.Take(Shown));
        var rest = all.Count > Shown ? ", ..." : "";
        return [string.Create(CultureInfo.InvariantCulture, $"{all.Count} {what} ({first}{rest})")];
    }
}
