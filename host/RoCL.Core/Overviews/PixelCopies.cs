namespace RoCL.Core.Overviews;

/// <summary>
/// Images that are there more than once, pixel by pixel: a test folder that is a copy, links, a
/// file under two names.
/// </summary>
/// <param name="Repeated">Training images that an earlier training image is alike to.</param>
/// <param name="OtherClass">Those of them with the label of another class.</param>
/// <param name="TestInTrain">Test images that are training images too.</param>
public sealed record PixelCopies(long Repeated, long OtherClass, long TestInTrain)
{
    /// <summary>
    /// Counts them; <see langword="null"/> where only some images were looked at, since there are
    /// too many.
    /// </summary>
    /// <param name="train">The training split.</param>
    /// <param name="test">The test split, where it was opened.</param>
    public static PixelCopies? Of(HashedImages train, HashedImages? test)
    {
        if (train.Pixels.Every > 1 || test?.Pixels.Every > 1)
            return null;
        var labels = train.Images.Labels?.data<long>().ToArray();
        var first = new Dictionary<string, long>();
        var repeated = 0L;
        var ofOtherClass = 0L;
        foreach (var (index, hash) in train.Pixels.Hashes.OrderBy(image => image.Key))
        {
            var label = labels?[index] ?? 0;
            if (first.TryAdd(hash, label))
                continue;
            repeated++;
            if (first[hash] != label)
                ofOtherClass++;
        }

        return new(repeated, ofOtherClass, test?.Pixels.Hashes.Values.LongCount(first.ContainsKey) ?? 0);
    }
}
