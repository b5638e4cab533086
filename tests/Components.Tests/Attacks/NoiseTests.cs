using RoCL.Attacks.Noise;

namespace Components.Tests.Attacks;

/// <summary>Which of several draws of noise an image keeps.</summary>
public sealed class NoiseTests
{
    private static readonly LInf Threat = new(0.3);

    private static IEnumerable<TestCaseData<Func<int, IAttack>>> Kinds =>
        [
            new TestCaseData<Func<int, IAttack>>(draws => new UniformNoise(draws)).SetArgDisplayNames("uniform"),
            new TestCaseData<Func<int, IAttack>>(draws => new GaussianNoise(Draws: draws)).SetArgDisplayNames("normal"),
        ];

    [TestCaseSource(nameof(Kinds))]
    public void It_keeps_one_that_fools_the_network_though_another_has_the_higher_loss(Func<int, IAttack> noise)
    {
        using var scope = NewDisposeScope();
        var clean = full([20, 1, 1, 1], 0.4f);
        var objective = new DarkerIsWorse(zeros(20, ScalarType.Int64));
        var attacked = noise(40).Perturb(clean, objective, Threat, new Rng(new Seed(1), 20));
        Assert.That(attacked.gt(0.5).all().item<bool>());
    }

    [TestCaseSource(nameof(Kinds))]
    public void Without_labels_it_keeps_the_one_of_the_highest_loss(Func<int, IAttack> noise)
    {
        using var scope = NewDisposeScope();
        var clean = full([20, 1, 1, 1], 0.5f);
        var objective = new DarkerIsWorse(Labels: null);
        Tensor Losses(int draws) =>
            objective.Losses(noise(draws).Perturb(clean, objective, Threat, new Rng(new Seed(1), 20)));
        var first = Losses(1);
        var ofEight = Losses(8);
        Assert.That(ofEight.ge(first).all().item<bool>());
        Assert.That(ofEight.gt(first).any().item<bool>());
    }

    /// <summary>
    /// A classifier of images of one pixel: class 1 wins above one half, and the loss falls with
    /// brightness, so that images that fool it have the lowest.
    /// </summary>
    private sealed record DarkerIsWorse(Tensor? Labels) : IObjective
    {
        public Tensor Outputs(Tensor images)
        {
            var brightness = images.flatten(1);
            return cat([zeros_like(brightness), brightness - 0.5], 1);
        }

        public Tensor Losses(Tensor images) => -images.flatten(1).squeeze(1);

        public ObjectivePoint At(Tensor images) => throw new NotSupportedException();

        public IObjective Aim(Func<Tensor, Tensor> losses) => throw new NotSupportedException();

        public IObjective Only(Tensor rows) => new DarkerIsWorse(Labels?.index_select(0, rows));
    }
}
