using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// Losses that want each view in a pass of its own, as the authors of TRADES do it.
/// </summary>
public sealed class SeparatePassTests
{
    private const string Statistics = "encoder.bn1.running_mean";

    private static Toybox Box(string loss, params string[] settings) =>
        new([$$"""loss=[{ "use": "{{loss}}", "views": ["a", "adv"] }]""", "views.adv.attack=toy-witness", .. settings]);

    [Test]
    public void Batch_norm_sees_each_view_by_itself_one_after_the_other()
    {
        using var apart = Box("toy-apart");
        using var together = Box("toy-distance");
        using var first = new Toybox("""loss=[{ "use": "toy-distance", "views": ["a", "a"] }]""");
        var momentum = 0.1f;
        var before = Values(apart);
        foreach (var box in new[] { apart, together, first })
            box.Train(steps: 1);

        // The attack returns what it is given, so both views are the same images.
        var once = Values(first);
        var twice = before.Zip(once, (old, one) => one + momentum * ((one - (1 - momentum) * old) / momentum - one));
        Assert.That(Passes(apart), Is.EqualTo(2));
        Assert.That(Passes(together), Is.EqualTo(1));
        Assert.That(Values(apart), Is.EqualTo(twice).Within(1e-5));
        Assert.That(Values(together), Is.Not.EqualTo(twice).Within(1e-5));
    }

    [Test]
    public void Other_terms_still_share_their_pass_and_a_view_is_passed_once()
    {
        using var box = Box(
            "toy-apart",
            """
            loss=[
              { "use": "toy-apart", "views": ["a", "adv"] }, { "use": "toy-distance", "views": ["a", "adv"] },
              { "use": "toy-distance", "views": ["b", "b"] }
            ]
            """
        );
        box.Train(steps: 1);
        Assert.That(Passes(box), Is.EqualTo(3));
    }

    [Test]
    public void It_is_resumed_to_the_same_bits()
    {
        using var whole = Box("toy-apart");
        using var resumed = Box("toy-apart", "seed=1");
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    private static float[] Values(Toybox box) => box.Model.State[Statistics].data<float>().ToArray();

    private static long Passes(Toybox box) => box.Model.State["encoder.bn1.num_batches_tracked"].item<long>();
}
