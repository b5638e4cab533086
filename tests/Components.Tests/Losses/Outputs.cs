using FsCheck;
using FsCheck.Fluent;
using RoCL.Losses.Instance;
using RoCL.Losses.Supervised;

namespace Components.Tests.Losses;

/// <summary>What a head says of a few views of labelled images, for one of the losses.</summary>
/// <param name="Loss">With options of its own.</param>
/// <param name="Views">V.</param>
/// <param name="Images">N.</param>
/// <param name="Dimensions">D, the number of classes too.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record Outputs(ILoss Loss, int Views, int Images, int Dimensions, int Seed)
{
    /// <summary>All rows, view after view, [VN, D]: lengths from about a half to a few.</summary>
    public Tensor Rows => new Rng(new Seed(Seed), Views * Images).Normal(Views * Images, Dimensions) + 0.3;

    /// <summary>Each image's class, int64 [N].</summary>
    public Tensor Labels =>
        (new Rng(new Seed(Seed).For("labels"), Images).Uniform(Images) * Dimensions).floor().to(ScalarType.Int64);

    /// <summary>What the loss is given.</summary>
    /// <param name="rows">[VN, D].</param>
    public LossInput Input(Tensor rows) => new([.. rows.split(Images)]) { Labels = Labels };

    /// <summary>The rows in float64, [V][N][D].</summary>
    public double[][][] Exact =>
        [.. Rows.to(ScalarType.Float64).data<double>().ToArray().Chunk(Dimensions).Chunk(Images)];

    /// <summary>The loss as its paper writes it.</summary>
    internal Equations.Equation Equation =>
        Loss switch
        {
            CrossEntropy => Equations.CrossEntropy,
            KullbackLeibler => Equations.KullbackLeibler,
            Trades trades => Equations.Trades(trades.Beta),
            SupervisedContrastive contrastive => Equations.SupervisedContrastive(
                contrastive.Temperature,
                contrastive.BaseTemperature ?? contrastive.Temperature
            ),
            MeanSquared => Equations.MeanSquared,
            MeanAbsolute => Equations.MeanAbsolute,
            Cosine => Equations.Cosine,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Outputs> Any() =>
        (
            from temperature in Gen.Elements(0.1, 0.5, 2)
            from baseTemperature in Gen.Elements<double?>(null, 0.07)
            from beta in Gen.Elements(0.0, 1, 6)
            from loss in Gen.Elements<ILoss>(
                new CrossEntropy(),
                new KullbackLeibler(),
                new Trades(beta),
                new SupervisedContrastive(temperature, baseTemperature),
                new MeanSquared(),
                new MeanAbsolute(),
                new Cosine()
            )
            from views in loss is CrossEntropy or SupervisedContrastive ? Gen.Choose(1, 3) : Gen.Constant(2)
            from images in Gen.Choose(1, 5)
            from dimensions in Gen.Choose(2, 5)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Outputs(loss, views, images, dimensions, seed)
        ).ToArbitrary();
}
