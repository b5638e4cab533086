using System.Globalization;
using RoCL.Core;

namespace RoCL.Runs.Benchmarks;

/// <summary>What is measured: pretraining by the recipe <c>rocl</c> on random images.</summary>
/// <param name="Encoder">
/// The encoder, by the name that recipes give it, or with its options, as the JSON object that a
/// recipe has.
/// </param>
/// <param name="Shape">The shape of the images.</param>
/// <param name="Batch">Images in a step, 2 or more.</param>
/// <param name="Steps">Steps of a variant in each round, 1 or more.</param>
/// <param name="Iterations">k, the iterations of the attack, 1 or more.</param>
/// <param name="Rounds">How often each variant has its turn, 1 or more.</param>
/// <param name="Threads">
/// Threads inside an operation, from 1 to the machine's processors; libtorch's own choice where it
/// is left out.
/// </param>
public sealed record SpeedQuestion(
    string Encoder,
    ImageShape Shape,
    int Batch,
    int Steps,
    int Iterations,
    int Rounds,
    int? Threads
)
{
    private const int LargestSide = 1024;

    /// <summary>A question, or all that cannot be measured about it.</summary>
    /// <param name="encoder">As <c>--encoder</c> has it.</param>
    /// <param name="shape">As <c>--shape</c> has it, such as 3x32x32.</param>
    /// <param name="batch">As <c>--batch</c> has it.</param>
    /// <param name="counts">
    /// Steps, iterations and rounds, by the options that they come from.
    /// </param>
    /// <param name="threads">As <c>--threads</c> has it.</param>
    /// <param name="processors">How many processors the machine has.</param>
    /// <returns>
    /// ROCL0710 a number of threads that the machine does not have, ROCL0711 a batch of one image,
    /// ROCL0712 a text that is no shape, ROCL0713 nothing to do.
    /// </returns>
    public static Result<SpeedQuestion> Read(
        string encoder,
        string shape,
        long batch,
        SpeedCounts counts,
        long? threads,
        int processors
    )
    {
        var sizes = SizesOf(shape);
        ImmutableArray<Problem> problems =
        [
            .. sizes is null ? [NoShape(shape)] : Array.Empty<Problem>(),
            .. batch is < 2 or > int.MaxValue ? [NoBatch(batch)] : Array.Empty<Problem>(),
            .. counts.ByOption.Where(count => count.Value is < 1 or > int.MaxValue).Select(NothingToDo),
            .. threads < 1 || threads > processors ? [NoThreads(threads.Value, processors)] : Array.Empty<Problem>(),
        ];
        if (!problems.IsEmpty)
            return problems;
        return new SpeedQuestion(
            encoder,
            sizes!,
            (int)batch,
            (int)counts.Steps,
            (int)counts.Iterations,
            (int)counts.Rounds,
            (int?)threads
        );
    }

    private static ImageShape? SizesOf(string shape)
    {
        var sizes = new List<int>();
        foreach (var part in shape.Split('x'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                return null;
            if (size is < 1 or > LargestSide)
                return null;
            sizes.Add(size);
        }

        return sizes is [var channels, var height, var width] ? new(channels, height, width) : null;
    }

    private static Problem NoShape(string shape) =>
        new(
            "ROCL0712",
            "--shape",
            $"'{shape}' is not a shape of images.",
            $"Write channels, height and width, each from 1 to {LargestSide}, such as 3x32x32."
        );

    private static Problem NoBatch(long batch) =>
        new(
            "ROCL0711",
            "--batch",
            $"A contrastive loss cannot be measured with a batch of {batch}: an image needs others to differ from.",
            "Take 2 images or more."
        );

    private static Problem NothingToDo(KeyValuePair<string, long> count) =>
        new(
            "ROCL0713",
            count.Key,
            $"The measurement cannot be made {count.Value} times.",
            $"Write a whole number from 1 to {int.MaxValue}."
        );

    private static Problem NoThreads(long threads, int processors) =>
        new(
            "ROCL0710",
            "--threads",
            $"An operation cannot run on {threads} threads here: this machine has {processors} processors.",
            $"Write a number from 1 to {processors}."
        );
}

/// <summary>How much is measured.</summary>
/// <param name="Steps">Steps of a variant in each round.</param>
/// <param name="Iterations">Iterations of the attack.</param>
/// <param name="Rounds">How often each variant has its turn.</param>
public sealed record SpeedCounts(long Steps, long Iterations, long Rounds)
{
    /// <summary>Each number, by the option that says it.</summary>
    public IEnumerable<KeyValuePair<string, long>> ByOption =>
        [
            KeyValuePair.Create("--steps", Steps),
            KeyValuePair.Create("--k", Iterations),
            KeyValuePair.Create("--rounds", Rounds),
        ];
}
