using Components.Tests.AutoAttack;
using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Transfer;

namespace Components.Tests.BlackBox;

/// <summary>
/// An attack on one random network, the source, that is carried over to another, the victim, which
/// must not be asked for a gradient.
/// </summary>
/// <param name="By">The attack on the source.</param>
/// <param name="Raise">What is raised there.</param>
/// <param name="Threat">Where images may move to.</param>
/// <param name="Images">N.</param>
/// <param name="Seed">Where images, weights, labels and the attack's randomness come from.</param>
public sealed record TransferCase(IAttack By, TransferGoal? Raise, ThreatModel Threat, int Images, int Seed)
{
    private static readonly ImageShape Shape = new(3, 4, 2);

    /// <summary>The clean images, [N, 3, 4, 2].</summary>
    public Tensor Clean => Victim.Clean;

    /// <summary>The randomness of the attack, from its beginning each time.</summary>
    public Rng AttackRandom => Victim.Random("attack");

    /// <summary>The objective of the victim.</summary>
    internal SmallClassifier Objective => Victim.Classifier with { IsBlackBox = true };

    /// <summary>
    /// The model that gives the gradients: embeddings [N, 6] and a classifier of the same four
    /// classes.
    /// </summary>
    internal ToyModel Source
    {
        get
        {
            var heads = new Dictionary<string, SmallClassifier>
            {
                ["classifier"] = Network("classifier", outputs: 4),
                ["projector"] = Network("projector", outputs: 5),
            };
            return new(Network("features", outputs: 6), heads);
        }
    }

    private ClassifierAttackCase Victim => new(By, Threat, Shape, Classes: 4, Images, Seed);

    /// <summary>Attacks the images once more.</summary>
    public Tensor Perturb() =>
        new TransferAttack(Source, By, Raise: Raise).Perturb(Clean, Objective, Threat, AttackRandom);

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<TransferCase> Any() =>
        (
            from attack in Gen.Elements<IAttack>(
                new Pgd(3, RelativeStep: 0.5),
                new Fgsm(RandomStart: true),
                new Pgd(1, RelativeStep: 2)
            )
            from raise in Gen.Elements<TransferGoal?>(null, TransferGoal.CrossEntropy, TransferGoal.Dissimilarity)
            from radius in Gen.Elements(0, 8 / 255.0, 0.3, 2)
            from threat in Gen.Elements<ThreatModel>(new LInf(radius), new L2(radius), new L1(radius))
            from images in Gen.Choose(1, 5)
            from seed in Gen.Choose(0, int.MaxValue)
            select new TransferCase(attack, raise, threat, images, seed)
        ).ToArbitrary();

    private SmallClassifier Network(string name, int outputs)
    {
        var pixels = Shape.Channels * Shape.Height * Shape.Width;
        return SmallClassifier.Random(new Seed(Seed), prefix: $"{name} ", pixels, outputs);
    }
}
