using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A tensor of a teacher and of its student, as a value: the numbers follow from it.
/// </summary>
/// <param name="Dimensions">
/// 0 for a count of batches (int64), 1 for a bias or a statistic, 2 for a linear layer, 4 for a
/// convolution.
/// </param>
/// <param name="Side">The length of each dimension, 1 or more.</param>
/// <param name="IsStatistic">Whether it is a running statistic.</param>
/// <param name="Step">The step that the student has taken, from 0.</param>
/// <param name="Seed">The seed of all numbers.</param>
public sealed record FollowedTensor(int Dimensions, int Side, bool IsStatistic, int Step, int Seed)
{
    private const int StepsPerEpoch = 10;
    private const int Epochs = 3;

    /// <summary>The teacher's tensor before the step; a new one at each call.</summary>
    public Tensor Teacher() => Numbers("teacher", 3);

    /// <summary>The student's tensor after the step; a new one at each call.</summary>
    public Tensor Student() => Numbers("student", 5);

    /// <summary>The name, and what it is.</summary>
    public TeacherTensor Tensor =>
        Dimensions switch
        {
            0 => new("encoder.bn1.num_batches_tracked", true),
            1 when IsStatistic => new("encoder.bn1.running_mean", true),
            1 => new("heads.projector.linear_1.bias", false),
            2 => new("heads.projector.linear_1.weight", false),
            _ => new("encoder.conv1.weight", false),
        };

    /// <summary>The step's place in a training of three epochs of ten steps.</summary>
    public Moment Moment => new(Step, StepsPerEpoch, Epochs);

    /// <summary>
    /// Counts, biases, statistics, linear layers and convolutions. They shrink to one number.
    /// </summary>
    public static Arbitrary<FollowedTensor> Any()
    {
        var generator =
            from dimensions in Gen.Elements(1, 0, 2, 4)
            from side in Gen.Choose(1, 4)
            from isStatistic in Gen.Elements(true, false)
            from step in Gen.Choose(0, StepsPerEpoch * Epochs - 1)
            from seed in Gen.Choose(0, 9999)
            select new FollowedTensor(dimensions, side, isStatistic, step, seed);
        return Arb.From(generator, Smaller);
    }

    private static IEnumerable<FollowedTensor> Smaller(FollowedTensor followed)
    {
        FollowedTensor[] candidates =
        [
            followed with
            {
                Dimensions = 1,
                IsStatistic = false,
            },
            followed with
            {
                Side = 1,
            },
            followed with
            {
                Step = 0,
            },
        ];
        return candidates.Where(smaller => smaller != followed);
    }

    private Tensor Numbers(string purpose, long count)
    {
        if (Dimensions == 0)
            return tensor(count);
        long[] shape = [.. Enumerable.Repeat((long)Side, Dimensions)];
        return new Rng(new Seed(Seed).For(purpose), Side).Normal(shape);
    }

    /// <summary>The case as reports write it.</summary>
    public override string ToString()
    {
        var shape = Dimensions == 0 ? "one count" : string.Join("x", Enumerable.Repeat(Side, Dimensions));
        return FormattableString.Invariant($"{Tensor.Name} of {shape}, after step {Step}, seed {Seed}");
    }
}
