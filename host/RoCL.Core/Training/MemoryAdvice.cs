using System.Globalization;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>What to try in a new run after a step found no memory.</summary>
/// <remarks>
/// A training step needs most for its forward pass, whose activations all views of the batch keep
/// for the backward pass: that goes with <c>train.batch</c>. Only an attack sees
/// <c>train.microBatch</c> images at a time, and a contrastive objective then as many negatives; it
/// helps where an attack found no memory, and nowhere else.
/// </remarks>
public static class MemoryAdvice
{
    /// <summary>A sentence with the settings of a smaller step.</summary>
    /// <param name="train">The batch that there was no memory for.</param>
    /// <param name="isAttack">Whether an attack found none.</param>
    public static string Of(TrainingLength train, bool isAttack)
    {
        if (train.Batch == 1)
            return "Take a smaller encoder or smaller images: the batch is one image.";

        var half = train.Batch / 2;
        var settings = string.Create(CultureInfo.InvariantCulture, $"--set train.batch={half}");
        if (train.MicroBatch != train.Batch && half % train.MicroBatch != 0)
        {
            var divisor = GreatestCommonDivisor(half, train.MicroBatch);
            settings += string.Create(CultureInfo.InvariantCulture, $" --set train.microBatch={divisor}");
        }

        var attack = isAttack ? AttackAdvice(train) : "";
        var batch = train.Batch.ToString(CultureInfo.InvariantCulture);
        return $"Begin a new run with {attack}{settings} (half of {batch}).";
    }

    private static string AttackAdvice(TrainingLength train)
    {
        var half = train.MicroBatch / 2;
        if (half == 0 || train.Batch % half != 0)
            return "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"--set train.microBatch={half} (attacks then see {half} images at a time, and as many negatives), or with "
        );
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
