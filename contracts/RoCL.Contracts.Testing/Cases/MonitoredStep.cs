using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>A step as a monitor sees it, as a value: the tensors follow from it.</summary>
/// <param name="Views">V, the number of views, 0 or more.</param>
/// <param name="Images">N, the number of images, 2 or more.</param>
/// <param name="Dimensions">D, the dimensions of the outputs.</param>
/// <param name="Step">The step, from 0.</param>
/// <param name="Seed">The seed of the values.</param>
public sealed record MonitoredStep(int Views, int Images, int Dimensions, int Step, int Seed)
{
    private const int StepsPerEpoch = 5;
    private const int Epochs = 2;
    private const int Side = 8;
    private const int Classes = 3;

    /// <summary>The input of a monitor; new tensors at each call.</summary>
    public MonitorInput Input()
    {
        var seed = new Seed(Seed);
        return new()
        {
            Moment = new(Step, StepsPerEpoch, Epochs),
            Loss = 1.5,
            Terms = new Dictionary<string, double> { ["nt-xent(a,b)"] = 1.5 },
            Images = [.. All(view => new Rng(seed.For($"images {view}"), Images).Uniform(Images, 1, Side, Side))],
            Outputs = [.. All(view => new Rng(seed.For($"outputs {view}"), Images).Normal(Images, Dimensions))],
            Labels = arange(Images, ScalarType.Int64).remainder(Classes),
            Random = new(seed.For("random"), Images),
            Bench = new SampleBench(seed, Data(seed.For("train")), Data(seed.For("test"))),
        };
    }

    /// <summary>
    /// Two views, or none to three, of two to six images. They shrink to two images of two
    /// dimensions in the first step.
    /// </summary>
    public static Arbitrary<MonitoredStep> Any()
    {
        var generator =
            from views in Gen.Elements(2, 2, 0, 1, 3)
            from images in Gen.Choose(2, 6)
            from dimensions in Gen.Choose(2, 8)
            from step in Gen.Choose(0, StepsPerEpoch * Epochs - 1)
            from seed in Gen.Choose(0, 9999)
            select new MonitoredStep(views, images, dimensions, step, seed);
        return Arb.From(generator, Smaller);
    }

    private IEnumerable<Tensor> All(Func<int, Tensor> tensorOf) => Enumerable.Range(0, Views).Select(tensorOf);

    private static PixelImages Data(Seed seed)
    {
        const int count = 24;
        var pixels = (new Rng(seed, count).Uniform(count, 1, Side, Side) * byte.MaxValue).to(ScalarType.Byte);
        return new(pixels, arange(count, ScalarType.Int64).remainder(Classes), ["a", "b", "c"]);
    }

    private static IEnumerable<MonitoredStep> Smaller(MonitoredStep step)
    {
        var twoImages = step with { Images = 2 };
        var twoDimensions = step with { Dimensions = 2 };
        var first = step with { Step = 0 };
        return new[] { twoImages, twoDimensions, first }.Where(smaller => smaller != step);
    }

    /// <summary>The case as reports write it.</summary>
    public override string ToString() =>
        $"{Views} views of {Images} images, {Dimensions} dimensions, step {Step}, seed {Seed}";
}
