using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Core.Overviews;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Recipes;

/// <summary>
/// The splits that one recipe opens. What is recorded of its data is of these alone, whatever else
/// of the data other runs of the same suite have opened.
/// </summary>
/// <param name="data">The data.</param>
internal sealed class OpenedSplits(OpenedData data)
{
    private readonly HashSet<Split> _asked = [];

    /// <summary>A split.</summary>
    public IImages Open(Split split)
    {
        var images = data.Open(split);
        _asked.Add(split);
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
        if (measuredOn is MeasuredOn.Validation || _asked.Count > 0)
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

    /// <summary>How the data differs from what was recorded of it, in all that is used.</summary>
    /// <param name="document">The recipe.</param>
    /// <param name="recipe">What was read from it.</param>
    /// <param name="change">Says it; nothing where nothing was recorded.</param>
    public ImmutableArray<Problem> Changed(JsonObject document, Recipe recipe, DataChange? change)
    {
        if (change is null)
            return [];
        if (recipe.Images.MeasureOn is MeasuredOn.Test)
            Open(Split.Test);
        return change(Completion.Of(document, recipe), Fingerprint());
    }

    /// <summary>What is in those that were opened.</summary>
    public DataFingerprint Fingerprint() => new(data.Hashed(Split.Train).Fingerprint, HashedTest()?.Fingerprint);

    /// <summary>What the data is, for people.</summary>
    /// <param name="recipe">The recipe, which names the data.</param>
    /// <param name="chosen">Its images.</param>
    public DataOverview Overview(Recipe recipe, ChosenImages chosen) =>
        DataOverview.Of(
            recipe.Data.Component.Name,
            recipe.Data.Where,
            data.Hashed(Split.Train),
            HashedTest(),
            chosen,
            recipe.Images.MeasureOn
        );

    private HashedImages? HashedTest() => _asked.Contains(Split.Test) ? data.Hashed(Split.Test) : null;
}
