using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A parameter and the gradients of some steps, as a value: the numbers follow from it.
/// </summary>
/// <param name="Dimensions">1 for a bias, 2 for a linear layer, 4 for a convolution.</param>
/// <param name="Side">The length of each dimension, 1 or more.</param>
/// <param name="Steps">How many steps are taken, 1 or more.</param>
/// <param name="Magnitude">The size of the gradients' numbers, 0 for gradients of zeros.</param>
/// <param name="Rate">The learning rate of the first step; later ones are lower.</param>
/// <param name="Seed">The seed of all numbers.</param>
public sealed record ParameterSteps(int Dimensions, int Side, int Steps, double Magnitude, double Rate, int Seed)
{
    /// <summary>
    /// The parameter's numbers, standard normal float32; a new tensor at each call.
    /// </summary>
    public Tensor Parameter() => Normal("parameter", 0);

    /// <summary>The gradient of a step; a new tensor at each call.</summary>
    /// <param name="step">The step, from 0.</param>
    public Tensor Gradient(int step) => Magnitude * Normal("gradient", step);

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public double RateOf(int step) => Rate / (1 + step);

    /// <summary>
    /// Parameters of one, two and four dimensions, one to six steps, gradients from zeros to 1e4.
    /// They shrink to one number and one step.
    /// </summary>
    public static Arbitrary<ParameterSteps> Any()
    {
        var generator =
            from dimensions in Gen.Elements(1, 2, 4)
            from side in Gen.Choose(1, 4)
            from steps in Gen.Choose(1, 6)
            from magnitude in Gen.Elements(1, 1e-6, 1e-2, 1e4, 0)
            from rate in Gen.Elements(0.1, 1e-3)
            from seed in Gen.Choose(0, 9999)
            select new ParameterSteps(dimensions, side, steps, magnitude, rate, seed);
        return Arb.From(generator, Smaller);
    }

    private static IEnumerable<ParameterSteps> Smaller(ParameterSteps moved)
    {
        ParameterSteps[] candidates =
        [
            moved with
            {
                Steps = 1,
            },
            moved with
            {
                Steps = moved.Steps - 1,
            },
            moved with
            {
                Dimensions = 1,
            },
            moved with
            {
                Side = 1,
            },
            moved with
            {
                Magnitude = 1,
            },
        ];
        return candidates.Where(smaller => smaller != moved && smaller.Steps > 0);
    }

    private Tensor Normal(string purpose, long index)
    {
        long[] shape = [.. Enumerable.Repeat((long)Side, Dimensions)];
        return new Rng(new Seed(Seed).For(purpose, index), Side).Normal(shape);
    }

    /// <summary>The case as reports write it.</summary>
    public override string ToString()
    {
        var shape = string.Join("x", Enumerable.Repeat(Side, Dimensions));
        var steps = Steps == 1 ? "1 step" : $"{Steps} steps";
        return FormattableString.Invariant(
            $"a parameter of {shape}, {steps} by gradients of size {Magnitude} at rate {Rate}, seed {Seed}"
        );
    }
}
