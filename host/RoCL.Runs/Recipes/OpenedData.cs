using RoCL.Core.Overviews;

namespace RoCL.Runs.Recipes;

/// <summary>
/// A data set whose splits are opened once each, and looked at once, however many runs use it.
/// </summary>
/// <param name="open">Opens a split.</param>
public sealed class OpenedData(Func<Split, IImages> open)
{
    private readonly Dictionary<Split, IImages> _opened = [];
    private readonly Dictionary<Split, HashedImages> _hashed = [];

    /// <summary>A split.</summary>
    /// <param name="split">Which.</param>
    public IImages Open(Split split)
    {
        if (_opened.TryGetValue(split, out var known))
            return known;
        var images = open(split);
        _opened.Add(split, images);
        return images;
    }

    /// <summary>A split with the hashes of its pixels.</summary>
    /// <param name="split">Which.</param>
    public HashedImages Hashed(Split split)
    {
        if (_hashed.TryGetValue(split, out var known))
            return known;
        var hashed = HashedImages.Of(Open(split));
        _hashed.Add(split, hashed);
        return hashed;
    }
}
