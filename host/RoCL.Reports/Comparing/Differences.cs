using System.Globalization;
using RoCL.Core.Numbers;

namespace RoCL.Reports.Comparing;

/// <summary>
/// Whether methods differ by more than noise: over seeds where there are several, else image by
/// image where the images are the same.
/// </summary>
internal static class Differences
{
    /// <summary>
    /// Each method against the first, for each condition that both have measured.
    /// </summary>
    /// <param name="methods">The methods.</param>
    public static ImmutableArray<ConditionDifference> Of(ImmutableArray<ComparedMethod> methods)
    {
        var pairs =
            from second in methods.Skip(1)
            from evaluation in methods[0].Evaluations
            from condition in methods[0].Conditions(evaluation)
            let pair = new MethodPair(methods[0], second, evaluation, condition)
            where pair.IsMeasured
            select pair;
        return [.. pairs.Select(Of)];
    }

    private static ConditionDifference Of(MethodPair pair)
    {
        if (!pair.HasSameAttacks)
            return Unknown(pair, "the attacks have other options");
        if (pair.OtherSetting is { } other)
            return Unknown(pair, $"they are measured by other settings: {other}");
        return pair.First.HasSeeds || pair.Second.HasSeeds ? OverSeeds(pair) : ByImages(pair);
    }

    private static ConditionDifference OverSeeds(MethodPair pair)
    {
        var first = pair.AccuraciesOf(pair.First);
        var second = pair.AccuraciesOf(pair.Second);
        // The same seeds draw the same batches and starts: they are compared in pairs.
        var isPaired = first.Count > 1 && first.Keys.SequenceEqual(second.Keys);
        var interval = isPaired
            ? MeanInterval.Of([.. first.Keys.Select(seed => second[seed] - first[seed])])
            : MeanInterval.OfDifference([.. first.Values], [.. second.Values]);
        if (interval is null)
            return Unknown(pair, NoInterval(Math.Min(first.Count, second.Count)));
        var seeds = isPaired ? $"{first.Count} pairs of seeds" : $"{first.Count} and {second.Count} seeds";
        var low = Percentage.Change(100 * interval.Low);
        var high = Percentage.Change(100 * interval.High);
        var evidence = $"95 % interval {low} to {high} (Student's t, {seeds})";
        var verdict = interval.LeavesOutZero ? NoiseVerdict.LargerThanNoise : NoiseVerdict.WithinNoise;
        return pair.With(interval.Mean, verdict, evidence);
    }

    private static ConditionDifference ByImages(MethodPair pair)
    {
        var first = pair.First.Runs[0].Evaluations[pair.Evaluation];
        var second = pair.Second.Runs[0].Evaluations[pair.Evaluation];
        if (first.Outcomes is null || second.Outcomes is null)
            return Unknown(pair, "an older version kept no classes of images");
        if (!SameImages.Are(first, second))
            return Unknown(pair, "the test images are not the same");
        var firstCorrect = SameImages.CorrectOf(first, pair.Condition);
        var secondCorrect = SameImages.CorrectOf(second, pair.Condition);
        if (firstCorrect.IsEmpty || firstCorrect.Length != secondCorrect.Length)
            return Unknown(pair, "classes of images were not kept");
        var test = PairedTest.Of(firstCorrect, secondCorrect);
        var evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"p {Text(test.Probability)} (McNemar): it alone is right on {test.OnlySecond} of {test.Images} images, "
                + $"{pair.First.Name} alone on {test.OnlyFirst}"
        );
        var verdict = test.IsSignificant ? NoiseVerdict.LargerThanNoise : NoiseVerdict.WithinNoise;
        return pair.With(test.Difference, verdict, evidence) with { IsByImages = true };
    }

    private static string NoInterval(int seeds) =>
        seeds < 2 ? "one of the two has a single seed" : "all seeds came to the same, which hides the noise";

    private static ConditionDifference Unknown(MethodPair pair, string why) =>
        pair.With(pair.MeanDifference, NoiseVerdict.Unknown, why);

    private static string Text(double probability) =>
        probability < 0.001 ? "< 0.001" : $"= {probability.ToString("0.000", CultureInfo.InvariantCulture)}";
}
