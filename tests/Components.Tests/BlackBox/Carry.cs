using Components.Tests.AutoAttack;
using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Transfer;
using Carried = RoCL.Attacks.Transfer.TransferAttack;
using Classifier = Components.Tests.AutoAttack.Classifier;

namespace Components.Tests.BlackBox;

/// <summary>
/// An attack on one random network that is carried over to another, which must not be asked for a
/// gradient.
/// </summary>
/// <param name="By">The attack that climbs the other network.</param>
/// <param name="Raise">What is raised there.</param>
/// <param name="Threat">Where images may move to.</param>
/// <param name="Images">N.</param>
/// <param name="Seed">Where images, weights, labels and the attack's randomness come from.</param>
public sealed record Carry(IAttack By, TransferGoal? Raise, ThreatModel Threat, int Images, int Seed)
{
    /// <summary>The images and the network that are attacked.</summary>
    internal Siege Victim => new(By, Threat, new ImageShape(3, 4, 2), 4, Images, Seed);

    /// <summary>What the attack is given of it.</summary>
    internal Classifier Objective => Victim.Classifier with { BlackBox = true };

    /// <summary>
    /// The model that is climbed: embeddings [N, 6] and a classifier of the same four classes.
    /// </summary>
    internal ToyModel Other =>
        new(
            Network("features", 6),
            new Dictionary<string, Classifier>
            {
                ["classifier"] = Network("classifier", 4),
                ["projector"] = Network("projector", 5),
            }
        );

    /// <summary>The attacked images.</summary>
    public Tensor Attacked =>
        new Carried(Other, By, Raise: Raise).Perturb(Victim.Clean, Objective, Threat, Victim.Random("attack"));

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Carry> Any() =>
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
            select new Carry(attack, raise, threat, images, seed)
        ).ToArbitrary();

    private Classifier Network(string name, int outputs) =>
        new(Weights($"{name} first", 8, 24), Weights($"{name} second", outputs, 8), null);

    private Tensor Weights(string purpose, int outputs, int inputs) =>
        new Rng(new Seed(Seed).For(purpose), outputs).Normal(outputs, inputs) * 3 / Math.Sqrt(inputs);
}
