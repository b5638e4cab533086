using Shared.Toys;
using static Core.Tests.Evaluation.MaskingBench;

namespace Core.Tests.Evaluation;

/// <summary>What is looked for at each attack, in each threat model.</summary>
public sealed class MaskingOfAttacksTests
{
    [Test]
    public void In_a_plugins_threat_model_all_signs_are_looked_for_that_can_be()
    {
        var flags = Flags(new Brightness(logits => logits), threat: new ToyThreat(0.3));
        Assert.That(flags.Where(flag => flag.Raised), Is.Empty);
        Assert.That(
            flags.Single(flag => flag.Code == "ROCL0523").Says,
            Is.EqualTo("not looked for: toy-blind does not work in toy-threat 0.3")
        );
    }

    [Test]
    public void Each_attack_in_each_threat_model_is_looked_at_and_not_the_first_alone()
    {
        const string steps = "toy-ascent (iterations 20, step 0.1)";
        const string small = "toy-ascent (iterations 1, step 0.001, randomStart false)";
        var weak = new ToyAscent(Iterations: 1, Step: 0.001, RandomStart: false);
        var found = Evidence(
            new Brightness(logits => logits),
            [new(Attack, new LInf(0.3)), new(Attack, new LInf(0.35)), new(weak, new LInf(0.3))]
        );
        Assert.That(
            found.Select(evidence => evidence.Condition),
            Is.EqualTo(new[] { $"{steps} linf 0.3", $"{steps} linf 0.35", $"{small} linf 0.3" })
        );
        Assert.That(RaisedIn(found[0]), Is.Empty);
        Assert.That(RaisedIn(found[1]), Is.Empty);
        Assert.That(RaisedIn(found[2]), Is.EqualTo(new[] { "ROCL0523", "ROCL0525", "ROCL0550" }));
        Assert.That(
            found[2].Flags[^1].Says,
            Is.EqualTo(
                "toy-ascent (iterations 20, step 0.1) fools 24 of 24 images that this attack leaves, "
                    + "and leaves 0 that this one fools"
            )
        );
    }

    [Test]
    public void At_a_radius_of_zero_the_figure_is_clean_accuracy_and_no_attack_is_held_against_it()
    {
        var weak = new ToyAscent(Iterations: 1, Step: 0.001, RandomStart: false);
        Assert.That(RaisedIn(Evidence(new Brightness(logits => logits), [new(weak, new LInf(0))]).Single()), Is.Empty);
    }

    [TestCase(1, 24)]
    [TestCase(200, 12)]
    [TestCase(10_000, 1)]
    public void An_attack_that_costs_much_is_made_again_on_as_few_images_as_passes_are_given(int passes, int images)
    {
        var costly = new Costly(passes);
        var found = Evidence(new Brightness(logits => logits), [new(costly, new LInf(0.3))]).Single();
        var again = Evidence(new Brightness(logits => logits), [new(costly, new LInf(0.3))]).Single();
        Assert.That(found.Flags, Is.EqualTo(again.Flags));
        var atHalf = found.Flags.Single(flag => flag.Code == "ROCL0525").Says;
        Assert.That(atHalf, images == 24 ? Does.Not.Contain("looked for on") : Does.EndWith($"on {images} of them"));
    }

    [TestCase(0, 5, false)]
    [TestCase(0, 6, true)]
    [TestCase(3, 9, false)]
    [TestCase(3, 13, true)]
    [TestCase(6, 0, false)]
    public void Another_attack_that_finds_more_than_chance_explains_is_a_sign(int onlyThis, int onlyOther, bool raised)
    {
        var attack = new Inverts(0, onlyThis);
        var other = new Inverts(onlyThis, onlyOther);
        var threat = new LInf(0.55);
        var network = new Brightness(logits => logits);
        var found = Evidence(network, [new(attack, threat), new(other, threat)])[0].Flags[^1];
        Assert.That((found.Code, found.Raised), Is.EqualTo(("ROCL0550", raised)), found.Says);

        var elsewhere = Evidence(network, [new(attack, threat), new(other, new LInf(0.57))])[0].Flags[^1];
        Assert.That(elsewhere.Says, Is.EqualTo($"not looked for: no other attack was measured in {threat}"));
    }
}
