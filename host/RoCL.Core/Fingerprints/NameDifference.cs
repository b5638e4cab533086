namespace RoCL.Core.Fingerprints;

/// <summary>How images with names differ from those that they were.</summary>
/// <param name="was">The earlier images by name.</param>
/// <param name="now">The later ones.</param>
internal sealed class NameDifference(
    Dictionary<string, NameDifference.NamedImage> was,
    Dictionary<string, NameDifference.NamedImage> now
)
{
    /// <summary>
    /// What was added, removed, changed, renamed, or moved to the other split; nothing where images
    /// have no names, or none of these is the difference.
    /// </summary>
    /// <param name="was">The earlier images.</param>
    /// <param name="now">The later ones.</param>
    public static IReadOnlyList<string> Between(DataFingerprint was, DataFingerprint now) =>
        ByName(was) is { } before && ByName(now) is { } after ? [.. new NameDifference(before, after).All()] : [];

    private IEnumerable<string> All()
    {
        var gone = was.Keys.Except(now.Keys).ToList();
        var come = now.Keys.Except(was.Keys).ToList();
        var contents = gone.Select(name => was[name].Hash).ToHashSet();
        var renamed = come.Where(name => contents.Contains(now[name].Hash)).ToList();
        var kept = renamed.Select(name => now[name].Hash).ToHashSet();
        var both = was.Keys.Where(now.ContainsKey).ToList();
        return
        [
            .. Examples.Of("added", come.Except(renamed)),
            .. Examples.Of("removed", gone.Where(name => !kept.Contains(was[name].Hash))),
            .. Examples.Of("changed", both.Where(name => was[name].Hash != now[name].Hash)),
            .. Examples.Of("renamed", renamed),
            .. Examples.Of("now in the other split", both.Where(name => was[name].Split != now[name].Split)),
        ];
    }

    // Where a name stands twice, it says nothing.
    private static Dictionary<string, NamedImage>? ByName(DataFingerprint data)
    {
        var places = new Dictionary<string, NamedImage>();
        foreach (var (split, images) in data.Splits())
        {
            if (images.Names is not { } names)
                return null;
            foreach (var (name, hash) in names)
            {
                if (!places.TryAdd(name, new(split, hash)))
                    return null;
            }
        }

        return places;
    }

    /// <summary>Where an image stands, and the hash of its pixels.</summary>
    internal sealed record NamedImage(string Split, string Hash);
}
