using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.Gradient;
using RoCL.Core.Models;
using RoCL.Research;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Fidelity.Tests.Methods;

/// <summary>
/// TARO's choice of targets, against the authors' code, and what the attack does with them.
/// </summary>
public sealed class TaroFidelity
{
    private static readonly Taro Attack = new(new Pgd(5, 2 / 255.0));

    [GoldenFiles("taro_targets")]
    public void Scores_agree_and_targets_are_the_same(string name)
    {
        var golden = Golden.Open(name);
        var score = (Attack with { Similarity = golden.Number("alpha1"), Entropy = golden.Number("alpha2") }).Score(
            golden["features"],
            golden["predictions"]
        );
        Agreement.Absolute(score, golden["score"], 1e-5, "score");
        Assert.That(Taro.Targets(score).data<long>().ToArray(), Is.EqualTo(golden["targets"].data<long>().ToArray()));
    }

    [Law(MaxTest = 20)]
    public bool It_stays_in_the_ball_and_the_same_randomness_gives_the_same_bits(byte count, byte norm, int seed)
    {
        using var scope = NewDisposeScope();
        var (clean, objective) = Given(1 + count % 5, seed);
        var threat = new ThreatModel[] { new LInf(8 / 255.0), new L2(0.5), new L1(3) }[norm % 3];
        Tensor Attacked() => Attack.Perturb(clean, objective, threat, new Rng(new Seed(seed), clean.shape[0]));
        return threat.Contains(Attacked(), clean) && Attacked().eq(Attacked()).all().item<bool>();
    }

    [Test]
    public void Every_image_comes_nearer_to_its_target_and_what_the_objective_raises_does_not_matter()
    {
        using var scope = NewDisposeScope();
        var (clean, objective) = Given(6, 3);
        var random = new Rng(new Seed(3), 6);
        var threat = new LInf(16 / 255.0);
        var attack = new Taro(new Pgd(10, 4 / 255.0, RandomStart: false));
        var goal = objective
            .Outputs(clean)
            .index_select(0, Taro.Targets(attack.Score(objective.Features(clean), objective.Outputs(clean))));
        Tensor Near(Tensor images) => nn.functional.cosine_similarity(objective.Outputs(images), goal, dim: 1);
        var attacked = attack.Perturb(clean, objective, threat, random);
        Assert.That((Near(attacked) - Near(clean)).ge(-1e-5).all().item<bool>());
        Assert.That((Near(attacked) - Near(clean)).mean().item<float>(), Is.GreaterThan(0.01));
        Assert.That(
            attack
                .Perturb(clean, objective.Aim(outputs => -outputs.sum(1)), threat, random)
                .eq(attacked)
                .all()
                .item<bool>()
        );
    }

    [Test]
    public void An_output_that_is_certain_leaves_the_scores_finite()
    {
        using var generator = new Generator(1, CPU);
        var features = randn([4, 3], generator: generator);
        var outputs = randn([4, 3], generator: generator);
        outputs[0] = tensor(new float[] { 1e4f, 0, 0 });
        Assert.That(Attack.Score(features, outputs).isfinite().all().item<bool>());
    }

    private static (Tensor Clean, IObjective Objective) Given(int images, int seed)
    {
        var random = new Rng(new Seed(seed), 12);
        var first = random.For("first").Normal(12, 8);
        var second = random.For("second").Normal(12, 8)[..8];
        Tensor Encoder(Tensor x) => x.flatten(1).mm(first).relu();
        var objective = new NetworkObjective(
            x => Encoder(x).mm(second),
            z => z.square().sum(1),
            images,
            null,
            NetworkObjective.Nothing(images)
        )
        {
            Backbone = Encoder,
        };
        return (random.For("images").Uniform(12, 3, 2, 2)[..images], objective);
    }
}
