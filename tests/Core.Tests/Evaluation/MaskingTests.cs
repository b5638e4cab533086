using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>
/// Networks that hide their gradients in the ways that the literature knows, and what the bench
/// says of them.
/// </summary>
public sealed class MaskingTests
{
    private static readonly ToyAscent Attack = new(Iterations: 20, Step: 0.1);

    private static IReadOnlyList<Flag> Flags(
        nn.Module<Tensor, Tensor> network,
        IAttack? attack = null,
        string blind = "toy-blind",
        ThreatModel? threat = null
    ) => Evidence(network, [new(attack ?? Attack, threat ?? new LInf(0.3))], blind).Single().Flags;

    private static IReadOnlyList<Evidence> Evidence(
        nn.Module<Tensor, Tensor> network,
        IEnumerable<AttackIn> attacks,
        string blind = "toy-blind"
    )
    {
        using var box = new Toybox();
        var recipe = ToyShelf.Read(
            ToyShelf.Rocl,
            "evaluate=toy-evaluation",
            $"masking={{\"images\":24,\"blackBox\":\"{blind}\"}}"
        );
        var bench = new Bench(
            box.Plan with
            {
                Bindings = new ToyShelf().Bind(recipe),
            },
            box.Model,
            recipe.Evaluations.Single(),
            new(new Halves(), new Halves()),
            new ToyHost()
        );
        var classifier = new Classifier(network);
        var clean = bench.Classify("clean", classifier);
        foreach (var (attack, threat) in attacks)
            bench.Attacked(classifier, attack, threat, clean);
        return bench.Evidence;
    }

    private static IEnumerable<string> RaisedIn(Evidence evidence) =>
        evidence.Flags.Where(flag => flag.Raised).Select(flag => flag.Code);

    private static IEnumerable<string> Raised(nn.Module<Tensor, Tensor> network, IAttack? attack = null) =>
        Flags(network, attack).Where(flag => flag.Raised).Select(flag => flag.Code);

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

    private static IEnumerable<bool> Many(bool correct, int count) => Enumerable.Repeat(correct, count);

    [Test]
    public void An_honest_network_raises_no_flag() => Assert.That(Raised(new Brightness(logits => logits)), Is.Empty);

    [Test]
    public void Gradients_of_zero_are_found() =>
        Assert.That(Raised(new Brightness(logits => logits.sign())), Does.Contain("ROCL0521"));

    [Test]
    public void Outputs_that_change_from_call_to_call_are_found()
    {
        var calls = 0;
        var drifting = new Brightness(logits =>
        {
            calls++;
            return logits + 0.01 * calls * tensor(new[] { 0f, 1f, 0f });
        });
        Assert.That(Raised(drifting), Does.Contain("ROCL0522"));
    }

    [Test]
    public void What_a_black_box_attack_finds_and_the_gradients_hid_is_found() =>
        Assert.That(Raised(new Brightness(logits => logits.sign())), Does.Contain("ROCL0523"));

    [Test]
    public void A_network_that_answers_to_less_than_a_pixels_level_is_found_at_radius_zero() =>
        Assert.That(
            Raised(
                new Brightness(
                    logits => logits,
                    images =>
                        (255 * images - (255 * images).round())
                            .abs()
                            .amax([1, 2, 3])
                            .lt(1e-4)
                            .unsqueeze(1)
                            .to(ScalarType.Float32) * 2
                        - 1
                ),
                new Shiver()
            ),
            Does.Contain("ROCL0524")
        );

    [Test]
    public void An_attack_that_does_not_use_its_budget_leaves_images_right_at_one_half() =>
        Assert.That(
            Raised(new Brightness(logits => logits), new ToyAscent(Iterations: 1, Step: 0.001, RandomStart: false)),
            Does.Contain("ROCL0525")
        );

    [Test]
    public void Without_a_black_box_attack_the_flag_says_so()
    {
        using var box = new Toybox();
        Assert.That(box.Recipe.Masking.BlackBox, Is.Null);
        Assert.That(box.Recipe.Masking.Images, Is.EqualTo(50));
    }

    /// <summary>Dark and bright images, a quarter apart from the middle.</summary>
    private sealed class Halves : IImages
    {
        private readonly PixelImages _images = new(
            (
                64
                + 128
                    * arange(24, ScalarType.Int64).remainder(2).view(-1, 1, 1, 1)
                    * ones([24, 1, 8, 8], ScalarType.Int64)
            ).to(ScalarType.Byte),
            arange(24, ScalarType.Int64).remainder(2),
            ["dark", "bright"]
        );

        public ImageShape Shape => _images.Shape;

        public long Count => _images.Count;

        public IReadOnlyList<string> Classes => _images.Classes;

        public Tensor? Labels => _images.Labels;

        public Batch Gather(Tensor indices) => _images.Gather(indices);
    }

    /// <summary>Moves by what the threat model's slack allows, whatever the radius.</summary>
    private sealed record Shiver : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean + 8e-7;
    }

    /// <summary>Makes dark of bright and bright of dark in some of the images.</summary>
    private sealed record Inverts(int From, int Count) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            var row = arange(clean.shape[0]).view(-1, 1, 1, 1);
            var isMoved = row.ge(From).logical_and(row.lt(From + Count));
            return threat.Project(where(isMoved, 1 - clean, clean), clean);
        }
    }

    /// <summary>Turns every image gray, and asks many times what that gives.</summary>
    private sealed record Costly(int Passes) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            // One query of very many copies costs as much as very many queries.
            var copies = clean.narrow(0, 0, 1).expand(Passes * clean.shape[0], -1, -1, -1);
            objective.Outputs(copies);
            return threat.Project(full_like(clean, 0.5), clean);
        }
    }

    /// <summary>
    /// Logits that say whether an image is brighter than the middle, behind some mask, and with
    /// some sign.
    /// </summary>
    private sealed class Brightness(Func<Tensor, Tensor> mask, Func<Tensor, Tensor>? sign = null)
        : nn.Module<Tensor, Tensor>("brightness")
    {
        public override Tensor forward(Tensor images)
        {
            var brighter = (images.mean([1, 2, 3]).unsqueeze(1) - 0.5) * (sign?.Invoke(images) ?? 1);
            return mask(cat([-brighter, brighter, brighter * 0 - 9], dim: 1));
        }
    }
}
