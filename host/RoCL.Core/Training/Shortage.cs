using System.Globalization;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// No memory is left: libtorch's own allocations, on the processor or on a GPU, and those of the
/// runtime.
/// </summary>
/// <remarks>
/// A training step needs most for its forward pass, whose activations all views of the batch keep
/// for the backward pass: that goes with <c>train.batch</c>. Only an attack sees
/// <c>train.microBatch</c> images at a time, and a contrastive goal then as many negatives; it
/// helps where it was an attack that found no memory, and nowhere else.
/// </remarks>
public static class Shortage
{
    /// <summary>The code of a step that found no memory in the host's own operations.</summary>
    public const string Code = "ROCL0353";

    /// <summary>Whether what was thrown says that no memory is left.</summary>
    public static bool Is(Exception fault) => Blame.IsOfMemory(fault);

    /// <summary>ROCL0354: no memory was left besides the steps of a training.</summary>
    /// <param name="where">In what.</param>
    /// <param name="fault">What was thrown.</param>
    public static Problem Outside(string where, Exception fault) =>
        new(
            "ROCL0354",
            where,
            $"found no memory left: {Blame.FirstLine(fault.Message)}.",
            "Free memory on this machine, or take a smaller batch or encoder."
        );

    /// <summary>
    /// Runs a part of a step. What finds no memory in it comes out as a problem that says what to
    /// try.
    /// </summary>
    /// <param name="where">What the part is.</param>
    /// <param name="train">The batch that there was no memory for.</param>
    /// <param name="attack">Whether it is an attack.</param>
    /// <param name="work">The part.</param>
    /// <exception cref="ProblemException">
    /// ROCL0349 in a component's code, ROCL0353 elsewhere.
    /// </exception>
    public static T Advised<T>(string where, TrainingLength train, bool attack, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ProblemException fault) when (fault.Problem is { Code: "ROCL0349", Remedy: Blame.Smaller } problem)
        {
            throw new ProblemException(
                problem with
                {
                    Remedy = $"{Advice(train, attack)} Or have the plugin mended.",
                },
                fault
            );
        }
        catch (Exception fault) when (Is(fault))
        {
            throw new ProblemException(
                new(Code, where, $"found no memory left: {Blame.FirstLine(fault.Message)}.", Advice(train, attack)),
                fault
            );
        }
    }

    /// <summary>What to try in a new run.</summary>
    /// <param name="train">The batch that there was no memory for.</param>
    /// <param name="attack">Whether an attack found none.</param>
    public static string Advice(TrainingLength train, bool attack)
    {
        if (train.Batch == 1)
            return "Take a smaller encoder or smaller images: the batch is one image.";
        var (half, part) = (train.Batch / 2, train.MicroBatch / 2);
        var batch = string.Create(CultureInfo.InvariantCulture, $"train.batch={half}");
        if (half % train.MicroBatch != 0 && train.MicroBatch != train.Batch)
        {
            batch += string.Create(
                CultureInfo.InvariantCulture,
                $" --set train.microBatch={Divisor(half, train.MicroBatch)}"
            );
        }

        var parts =
            attack && part > 0 && train.Batch % part == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"--set train.microBatch={part} (attacks then see {part} images at a time, and as many negatives), or with "
                )
                : "";
        return $"Begin a new run with {parts}--set {batch} (half of {train.Batch.ToString(CultureInfo.InvariantCulture)}).";
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
