using RoCL.Attacks.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>
/// Restarts and attacks in a row: who gets which image, and what each image keeps.
/// </summary>
public sealed class RepeatedAttackTests
{
    private static readonly Rng Random = new(new Seed(3), 4);

    private static OnePixel Objective => new(tensor(new long[] { 0, 0, 0, 0 }));

    private static Tensor Clean => tensor(new[] { 0.1f, 0.4f, 0.45f, 0.9f }).view(4, 1, 1, 1);

    [Test]
    public void A_restart_gets_only_the_images_that_keep_their_label()
    {
        var inner = new Brighten(0.07f, 0.2f, 0.3f);
        var attacked = Perturb(new Restarts(inner, 3), Objective);
        Assert.That(attacked, Is.EqualTo(new[] { 0.4, 0.6, 0.52, 0.9 }).Within(1e-6));
        Assert.That(inner.Received, Is.EqualTo(new[] { new[] { 0.1f, 0.4f, 0.45f }, [0.1f, 0.4f], [0.1f] }));
    }

    [Test]
    public void An_image_that_nothing_fools_keeps_the_point_of_the_highest_loss()
    {
        var attacked = Perturb(new Restarts(new Brighten(0.02f, 0.04f, -0.05f), 3), Objective);
        Assert.That(attacked, Is.EqualTo(new[] { 0.14, 0.44, 0.49, 0.9 }).Within(1e-6));
    }

    [Test]
    public void An_image_with_a_loss_that_only_falls_stays_clean()
    {
        var attacked = Perturb(new Restarts(new Brighten(-0.02f), 3), Objective);
        Assert.That(attacked, Is.EqualTo(new[] { 0.1, 0.4, 0.45, 0.9 }).Within(1e-6));
    }

    [Test]
    public void Without_labels_every_turn_gets_all_images()
    {
        var inner = new Brighten(0.2f, 0.3f, 0.1f);
        var attacked = Perturb(new Restarts(inner, 3), new OnePixel(Labels: null));
        Assert.That(attacked, Is.EqualTo(new[] { 0.4, 0.7, 0.75, 1.2 }).Within(1e-6));
        Assert.That(inner.Received.Select(images => images.Length), Is.EqualTo(new[] { 4, 4, 4 }));
    }

    [Test]
    public void Attacks_in_a_row_hand_on_the_images_that_are_not_fooled()
    {
        var first = new Brighten(0.07f);
        var second = new Brighten(0.2f);
        var attacked = Perturb(new WorstOf([first, second]), Objective);
        Assert.That(attacked, Is.EqualTo(new[] { 0.3, 0.6, 0.52, 0.9 }).Within(1e-6));
        Assert.That(second.Received.Single(), Is.EqualTo(new[] { 0.1f, 0.4f }));
    }

    [Test]
    public void When_all_are_fooled_no_further_attack_is_run()
    {
        var inner = new Brighten(0.9f);
        Perturb(new Restarts(inner, 5), Objective);
        Assert.That(inner.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public void Each_restart_has_randomness_of_its_own()
    {
        var drawn = new List<float[]>();
        Perturb(new Restarts(new DrawValues(drawn), 2), Objective);
        Assert.That(drawn[0], Has.Length.EqualTo(3), "the last image is fooled already");
        Assert.That(drawn[0], Is.Not.EqualTo(drawn[1]));
    }

    [Test]
    public void An_image_has_its_own_randomness_wherever_it_stands()
    {
        var together = new List<float[]>();
        Perturb(new Restarts(new DrawValues(together), 1), Objective);

        var alone = new List<float[]>();
        var onlySecond = Objective.Only(tensor(new long[] { 1 }));
        new Restarts(new DrawValues(alone), 1).Perturb(
            Clean.narrow(0, 1, 1),
            onlySecond,
            new LInf(1),
            Random.Only([1])
        );
        Assert.That(alone[0], Is.EqualTo(new[] { together[0][1] }));
    }

    private static float[] Perturb(IAttack attack, IObjective objective) =>
        attack.Perturb(Clean, objective, new LInf(1), Random).data<float>().ToArray();
}
