using System.Globalization;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>What to try in a new run after a step found no memory.</summary>
/// <remarks>
/// A training step needs most for its forward pass, whose activations all views of the batch keep
/// for the backward pass: that goes with <c>train.chunk</c>, the images of each view that pass
/// through the networks at a time, while losses go on seeing the whole batch. <c>train.batch</c>
/// makes all of a step smaller. An attack sees <c>train.microBatch</c> images at a time, and a
/// contrastive objective then as many negatives; it helps where an attack found no memory, and
/// nowhere else.
/// </remarks>
public static class MemoryAdvice
{
    private const int LeastChunk = 2; // batch-norm needs two

    /// <summary>A sentence with the settings of a smaller step.</summary>
    /// <param name="train">The batch that there was no memory for.</param>
    /// <param name="isAttack">Whether an attack found none.</param>
    public static string Of(TrainingLength train, bool isAttack)
    {
        if (train.Batch == 1)
            return "Take a smaller encoder or smaller images: the batch is one image.";
        string[] settings =
        [
            .. OfChunk(train),
            .. isAttack ? OfMicroBatch(train) : [],
            $"{OfBatch(train)} (half of {Text(train.Batch)})",
        ];
        return $"Begin a new run with {string.Join(", or with ", settings)}.";
    }

    private static IEnumerable<string> OfChunk(TrainingLength train)
    {
        var chunk = LargestDivisor(train.Batch, train.Chunk / 2);
        if (chunk >= LeastChunk)
        {
            yield return $"--set train.chunk={Text(chunk)} (the networks then see {Text(chunk)} images of each view at "
                + $"a time, and losses all {Text(train.Batch)})";
        }
    }

    private static IEnumerable<string> OfMicroBatch(TrainingLength train)
    {
        var half = train.MicroBatch / 2;
        if (half > 0 && train.Batch % half == 0)
        {
            yield return $"--set train.microBatch={Text(half)} (attacks then see {Text(half)} images at a time, and as "
                + "many negatives)";
        }
    }

    // Parts of a batch have to divide it.
    private static string OfBatch(TrainingLength train)
    {
        var half = train.Batch / 2;
        var settings = $"--set train.batch={Text(half)}";
        if (train.MicroBatch != train.Batch && half % train.MicroBatch != 0)
            settings += $" --set train.microBatch={Text(GreatestCommonDivisor(half, train.MicroBatch))}";
        if (train.Chunk != train.Batch && half % train.Chunk != 0)
        {
            var divisor = GreatestCommonDivisor(half, train.Chunk);
            settings += $" --set train.chunk={Text(divisor < LeastChunk ? half : divisor)}";
        }
        return settings;
    }

    private static int LargestDivisor(int number, int atMost) =>
        Enumerable.Range(1, Math.Max(atMost, 0)).LastOrDefault(divisor => number % divisor == 0);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
