using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>An attack, the threat model that it stays in, and a random classifier.</summary>
/// <param name="Attack">With small budgets.</param>
/// <param name="Threat">Where images may move to.</param>
/// <param name="Shape">[C, H, W].</param>
/// <param name="Classes">K.</param>
/// <param name="Images">N.</param>
/// <param name="Seed">Where images, weights, labels and the attack's randomness come from.</param>
public sealed record ClassifierAttackCase(
    IAttack Attack,
    ThreatModel Threat,
    ImageShape Shape,
    int Classes,
    int Images,
    int Seed
)
{
    /// <summary>Randomness for a purpose, from its beginning each time.</summary>
    public Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>Images in [0, 1], some pixels on the border.</summary>
    public Tensor Clean =>
        (1.5 * Random("clean").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width) - 0.25).clamp(0, 1);

    /// <summary>
    /// Labels are the network's own predictions, but for about one image in five.
    /// </summary>
    internal SmallClassifier Classifier => ClassifierOf(Clean);

    /// <summary>The same classifier, for images that are at hand.</summary>
    /// <param name="clean">The clean images.</param>
    internal SmallClassifier ClassifierOf(Tensor clean)
    {
        var pixels = Shape.Channels * Shape.Height * Shape.Width;
        var network = SmallClassifier.Random(new Seed(Seed), prefix: "", pixels, Classes);
        var predicted = network.Outputs(clean).argmax(1);
        var other = (Random("other").Uniform(Images) * Classes).to(ScalarType.Int64);
        var isWrong = Random("wrong").Uniform(Images).lt(0.2);
        return network with { Labels = where(isWrong, other, predicted) };
    }

    /// <summary>Attacks the images once more.</summary>
    public Tensor Perturb()
    {
        var clean = Clean;
        return Attack.Perturb(clean, ClassifierOf(clean), Threat, Random("attack"));
    }

    /// <summary>
    /// The images of several cases as one batch, where each image has its own case's network. What
    /// is attacked in one call takes as long for thirty small images as for ten.
    /// </summary>
    /// <param name="cases">With as many images and classes each.</param>
    internal static (Tensor Clean, SmallClassifier Classifier) Together(IReadOnlyList<ClassifierAttackCase> cases)
    {
        var clean = cases.Select(given => given.Clean).ToList();
        var classifiers = cases.Zip(clean, (given, images) => given.ClassifierOf(images)).ToList();
        Tensor OfEachImage(Func<SmallClassifier, Tensor> weights) =>
            stack([.. classifiers.Select(weights)]).repeat_interleave(cases[0].Images, dim: 0);
        return (
            cat([.. clean]),
            new(
                OfEachImage(network => network.First),
                OfEachImage(network => network.Second),
                cat([.. classifiers.Select(network => network.Labels!)])
            )
        );
    }

    /// <summary>Every attack of the two plugins, with budgets for a test.</summary>
    /// <param name="iterations">Steps of each, and a third of the queries.</param>
    public static IReadOnlyList<IAttack> Attacks(int iterations) =>
        [
            new Apgd(iterations),
            new Apgd(iterations, ApgdLoss.Dlr),
            new Apgd(iterations, ApgdLoss.CeTargeted, Targets: 2),
            new Apgd(iterations, ApgdLoss.DlrTargeted, Targets: 2),
            new Apgd(iterations, Restarts: 2, Shrink: true),
            new Fab(iterations),
            new FabT(iterations, Targets: 3),
            new SquareAttack(3 * iterations),
            new SquareAttack(3 * iterations, Rescale: true),
            new GaussianNoise(),
            new GaussianNoise(0.3, 2),
            new UniformNoise(2),
            new Restarts(new Pgd(iterations, RelativeStep: 0.3), 2),
            new Restarts(new FabT(iterations, RandomStart: true), 2),
            new WorstOf([new Fgsm(), new UniformNoise()]),
            new Standard(iterations, Targets: 2, Queries: 2 * iterations),
        ];

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<ClassifierAttackCase> Any() =>
        (
            from iterations in Gen.Choose(1, 8)
            from attack in Gen.Elements<IAttack>(Attacks(iterations))
            from radius in Gen.Elements(1e-4, 8 / 255.0, 0.3, 2)
            from threat in Gen.Elements<ThreatModel>(new LInf(radius), new L2(radius), new L1(radius))
            from shape in Gen.Elements(
                new ImageShape(3, 4, 2),
                new ImageShape(1, 6, 6),
                new ImageShape(2, 1, 1),
                new ImageShape(1, 11, 5)
            )
            from classes in Gen.Choose(4, 6)
            from images in Gen.Choose(1, 5)
            from seed in Gen.Choose(0, int.MaxValue)
            select new ClassifierAttackCase(attack, threat, shape, classes, images, seed)
        ).ToArbitrary();

    /// <summary>
    /// What FsCheck prints when a law fails: enough to build the same case again.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Attack} ({Attack.GetType().Name}) in {Threat.Norm} {Threat.Radius:R} on {Images} images of {Shape}, "
        ) + FormattableString.Invariant($"{Classes} classes, seed {Seed}");
}
