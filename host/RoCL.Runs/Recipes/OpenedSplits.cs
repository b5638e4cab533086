using RoCL.Core.Fingerprints;

namespace RoCL.Runs.Recipes;

/// <summary>The splits of a data set that a recipe opens, each once.</summary>
/// <param name="open">Opens a split.</param>
internal sealed class OpenedSplits(Func<Split, IImages> open)
{
    private readonly Dictionary<Split, IImages> _opened = [];

    /// <summary>A split.</summary>
    public IImages Open(Split split)
    {
        if (_opened.TryGetValue(split, out var known))
            return known;
        var images = open(split);
        _opened.Add(split, images);
        return images;
    }

    /// <summary>What is in those that were opened.</summary>
    public DataFingerprint Fingerprint() =>
        new(
            ImagesFingerprint.Of(Open(Split.Train)),
            _opened.TryGetValue(Split.Test, out var test) ? ImagesFingerprint.Of(test) : null
        );
}
