using RoCL.Core.Fingerprints;
using RoCL.Core.Overviews;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Recipes;

/// <summary>
/// The splits of a data set that a recipe opens, each once, and what is in them, looked at once.
/// </summary>
/// <param name="open">Opens a split.</param>
internal sealed class OpenedSplits(Func<Split, IImages> open)
{
    private readonly Dictionary<Split, IImages> _opened = [];
    private readonly Dictionary<Split, HashedImages> _hashed = [];

    /// <summary>A split.</summary>
    public IImages Open(Split split)
    {
        if (_opened.TryGetValue(split, out var known))
            return known;
        var images = open(split);
        _opened.Add(split, images);
        return images;
    }

    /// <summary>
    /// What keeps the data from being used, in the other split too, so that all damaged files are
    /// named at once.
    /// </summary>
    /// <param name="fault">What kept one from being used.</param>
    /// <param name="measuredOn">The test split is left alone where it is not measured on.</param>
    public ImmutableArray<Problem> Problems(ProblemException fault, MeasuredOn measuredOn)
    {
        if (measuredOn is MeasuredOn.Validation || _opened.Count > 0)
            return fault.Problems;
        try
        {
            Open(Split.Test);
            return fault.Problems;
        }
        catch (ProblemException further)
        {
            return [.. fault.Problems.Concat(further.Problems).Distinct()];
        }
    }

    /// <summary>What is in those that were opened.</summary>
    public DataFingerprint Fingerprint() => new(Hashed(Split.Train)!.Fingerprint, Hashed(Split.Test)?.Fingerprint);

    /// <summary>What the data is, for people.</summary>
    /// <param name="recipe">The recipe, which names the data.</param>
    /// <param name="chosen">Its images.</param>
    public DataOverview Overview(Recipe recipe, ChosenImages chosen) =>
        DataOverview.Of(
            recipe.Data.Component.Name,
            recipe.Data.Where,
            Hashed(Split.Train)!,
            Hashed(Split.Test),
            chosen,
            recipe.Images.MeasureOn
        );

    private HashedImages? Hashed(Split split)
    {
        if (_hashed.TryGetValue(split, out var known))
            return known;
        if (!_opened.TryGetValue(split, out var images))
            return null;
        var hashed = HashedImages.Of(images);
        _hashed.Add(split, hashed);
        return hashed;
    }
}
