using System.Globalization;

namespace RoCL.Core.Fingerprints;

/// <summary>How the images of a data set differ from those that they were.</summary>
public static class DataDifference
{
    private const string OwnKey = "data";

    /// <summary>
    /// The differences of the splits that both have, in words: by name where images have names,
    /// else by class; and of other data that both name under one key; <see langword="null"/> where
    /// all images are the same.
    /// </summary>
    /// <param name="was">The earlier images; without classes and names, less can be said.</param>
    /// <param name="now">The later ones.</param>
    /// <param name="settings">
    /// How the settings of a data set differ, by its key; <see langword="null"/> where they do not.
    /// Images that were made by other settings are said to be so, and not compared.
    /// </param>
    public static string? Between(DataFingerprint was, DataFingerprint now, Func<string, string?>? settings = null)
    {
        var own = BetweenSplits(was, now);
        if (own is not null && settings?.Invoke(OwnKey) is { } otherwise)
            own = ByOther(otherwise);
        var others =
            from before in was.Others ?? ImmutableSortedDictionary<string, DataFingerprint>.Empty
            let after = now.Others?.GetValueOrDefault(before.Key)
            where after is not null
            let change = Between(before.Value, after)
            where change is not null
            select settings?.Invoke(before.Key) is { } otherwise ? ByOther(otherwise) : $"{before.Key}: {change}";
        var all = others.Prepend(own).OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join("; ", all);
    }

    private static string ByOther(string settings) => $"{settings} (images read by other settings cannot be compared)";

    private static string? BetweenSplits(DataFingerprint was, DataFingerprint now)
    {
        var changed = was.Splits()
            .Join(now.Splits(), split => split.Name, split => split.Name, (before, after) => (before, after))
            .Where(split => split.before.Images.Hash != split.after.Images.Hash)
            .ToList();
        if (changed.Count == 0)
            return null;
        var isOfBoth = was.Test is not null && now.Test is not null;
        var byName = isOfBoth
            ? NameDifference.Between(was, now)
            : NameDifference.Between(was with { Test = null }, now with { Test = null });
        return byName.Count > 0
            ? string.Join(", ", byName)
            : string.Join(
                "; ",
                changed.Select(split => $"{split.before.Name}: {Words(split.before.Images, split.after.Images)}")
            );
    }

    private static string Words(ImagesFingerprint was, ImagesFingerprint now)
    {
        var classes = ByClass(was, now);
        if (classes.Count > 0)
            return string.Join(", ", classes);
        return was.Images == now.Images
            ? $"the {was.Images} images are others, or in another order"
            : string.Create(CultureInfo.InvariantCulture, $"{was.Images} -> {now.Images} images");
    }

    private static List<string> ByClass(ImagesFingerprint was, ImagesFingerprint now)
    {
        if (was.Classes is not { } before || now.Classes is not { } after)
            return [];
        return
        [
            .. Examples.Of("classes added", after.Keys.Except(before.Keys)),
            .. Examples.Of("classes removed", before.Keys.Except(after.Keys)),
            .. before.Keys.Where(after.ContainsKey).SelectMany(name => OfClass(name, before[name], after[name])),
        ];
    }

    private static IEnumerable<string> OfClass(string name, ClassFingerprint was, ClassFingerprint now)
    {
        if (was.Images != now.Images)
            return [string.Create(CultureInfo.InvariantCulture, $"'{name}' {was.Images} -> {now.Images} images")];
        return was.Hash == now.Hash ? [] : [$"'{name}' has other images, or another order"];
    }
}
