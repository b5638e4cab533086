using RoCL.Attacks.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>The wrappers: who meets which image, and what each image keeps.</summary>
public sealed class SurvivorsTests
{
    // Class 1 wins above one half: an image of one pixel is fooled where it is pushed over it.
    private static readonly Rng Random = new(new Seed(3), 4);
    private static Classifier Threshold =>
        new(
            0 * new Rng(new Seed(0), 2).Uniform(2, 1) + tensor(new[] { 1f, 0 }).view(2, 1),
            tensor(new[] { 0f, 0, 4, 0 }).view(2, 2),
            tensor(new long[] { 0, 0, 0, 0 })
        );

    private static Tensor Bias(Tensor logits) => logits - tensor(new[] { 0, 4 * MathF.Tanh(0.5f) });

    private static Tensor Clean =>
        0 * Random.Uniform(4, 1, 1, 1) + tensor(new[] { 0.1f, 0.4f, 0.45f, 0.9f }).view(4, 1, 1, 1);

    private sealed record Shift(params float[] By) : IAttack
    {
        public List<float[]> Met { get; } = [];

        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            var by = By[Math.Min(Met.Count, By.Length - 1)];
            Met.Add(clean.data<float>().ToArray());
            return clean + by;
        }
    }

    // The threshold moved to one half.
    private sealed record Shifted(Classifier Inner) : IObjective
    {
        public Tensor? Labels => Inner.Labels;

        public Tensor Outputs(Tensor images) => Bias(Inner.Outputs(images));

        public Tensor Losses(Tensor images) => Outputs(images).select(1, 1);

        public ObjectivePoint At(Tensor images) => throw new NotSupportedException();

        public IObjective Aim(Func<Tensor, Tensor> losses) => throw new NotSupportedException();

        public IObjective Only(Tensor rows) => new Shifted((Classifier)Inner.Only(rows));
    }

    private static float[] Moved(IAttack attack, IObjective objective) =>
        attack.Perturb(Clean, objective, new LInf(1), Random).data<float>().ToArray();

    [Test]
    public void A_restart_meets_only_the_images_that_keep_their_label()
    {
        var inner = new Shift(0.07f, 0.2f, 0.3f);
        Assert.That(
            Moved(new Restarts(inner, 3), new Shifted(Threshold)),
            Is.EqualTo(new[] { 0.4, 0.6, 0.52, 0.9 }).Within(1e-6)
        );
        Assert.That(inner.Met, Is.EqualTo(new[] { new[] { 0.1f, 0.4f, 0.45f }, [0.1f, 0.4f], [0.1f] }));
    }

    [Test]
    public void An_image_that_nothing_fools_keeps_the_point_of_the_highest_loss_the_clean_one_among_them()
    {
        Assert.That(
            Moved(new Restarts(new Shift(0.02f, 0.04f, -0.05f), 3), new Shifted(Threshold)),
            Is.EqualTo(new[] { 0.14, 0.44, 0.49, 0.9 }).Within(1e-6)
        );
        Assert.That(
            Moved(new Restarts(new Shift(-0.02f), 3), new Shifted(Threshold)),
            Is.EqualTo(new[] { 0.1, 0.4, 0.45, 0.9 }).Within(1e-6)
        );
    }

    [Test]
    public void Without_labels_every_turn_meets_all_images()
    {
        var inner = new Shift(0.2f, 0.3f, 0.1f);
        Assert.That(
            Moved(new Restarts(inner, 3), new Shifted(Threshold with { Labels = null })),
            Is.EqualTo(new[] { 0.4, 0.7, 0.75, 1.2 }).Within(1e-6)
        );
        Assert.That(inner.Met.Select(met => met.Length), Is.EqualTo(new[] { 4, 4, 4 }));
    }

    [Test]
    public void Attacks_in_a_row_hand_on_what_is_left()
    {
        var first = new Shift(0.07f);
        var second = new Shift(0.2f);
        Assert.That(
            Moved(new WorstOf([first, second]), new Shifted(Threshold)),
            Is.EqualTo(new[] { 0.3, 0.6, 0.52, 0.9 }).Within(1e-6)
        );
        Assert.That(second.Met.Single(), Is.EqualTo(new[] { 0.1f, 0.4f }));
    }

    [Test]
    public void When_all_are_fooled_no_further_attack_is_run()
    {
        var inner = new Shift(0.9f);
        Moved(new Restarts(inner, 5), new Shifted(Threshold));
        Assert.That(inner.Met, Has.Count.EqualTo(1));
    }

    [Test]
    public void Each_restart_has_randomness_of_its_own_and_an_image_has_its_own_wherever_it_stands()
    {
        var drawn = new List<float[]>();
        var inner = new Draw(drawn);
        Moved(new Restarts(inner, 2), new Shifted(Threshold));
        Assert.That(drawn[0], Has.Length.EqualTo(3));
        Assert.That(drawn[0], Is.Not.EqualTo(drawn[1]));
        var alone = new List<float[]>();
        new Restarts(new Draw(alone), 1).Perturb(
            Clean.narrow(0, 1, 1),
            new Shifted(Threshold).Only(tensor(new long[] { 1 })),
            new LInf(1),
            Random.Only([1])
        );
        Assert.That(alone[0], Is.EqualTo(new[] { drawn[0][1] }));
    }

    private sealed record Draw(List<float[]> Drawn) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            Drawn.Add(random.Uniform(clean.shape[0]).data<float>().ToArray());
            return clean.clone();
        }
    }
}
