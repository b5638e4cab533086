using RoCL.Attacks.Gradient;
using RoCL.Augmentations.SimClr;
using RoCL.Measurements.Smoothed;

namespace Components.Tests.Evaluations;

/// <summary>
/// The mean over transformations decides, and attacks raise the loss of the expectation.
/// </summary>
public sealed class SmoothedInferenceTests
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly IReadOnlyList<ThreatModel> Threats = [new LInf(0.05), new LInf(0.21)];

    private static readonly SmoothedInference Shaded = new([new Shade(0.2)], 4, 4, Attack: Attack, Threats: Threats);

    [TestCase(Smoothing.Logits)]
    [TestCase(Smoothing.Probabilities)]
    public void Without_a_transformation_it_is_the_classifier_itself(Smoothing mean)
    {
        var attack = Attack with { RandomStart = false };
        var smoothed = Toy.Measured(
            Toy.Bench(),
            [new SmoothedInference([], 2, 2, mean, attack, Threats)],
            attack,
            Threats
        );
        Assert.That(
            smoothed.Select(condition => condition.Name).Skip(3),
            Is.EqualTo(
                new[]
                {
                    "smoothed clean",
                    "smoothed PGD-5 (relativeStep 0.4, randomStart false) linf 0.05",
                    "smoothed PGD-5 (relativeStep 0.4, randomStart false) linf 0.21",
                }
            )
        );
        // The toy's bright images have no slope but what rounding leaves, and that is another one
        // where probabilities are averaged.
        foreach (var (own, theirs) in smoothed.Take(mean == Smoothing.Logits ? 3 : 2).Zip(smoothed.Skip(3)))
            Assert.That(theirs.Correct, Is.EqualTo(own.Correct), theirs.Name);
        Assert.That(smoothed[5].Correct, Does.Contain(false), "the attack does something");
    }

    [Test]
    public void The_network_that_decides_says_the_same_of_an_image_at_every_call_and_in_any_batch()
    {
        using var inner = new ToyThirds().Build(new(1, 4, 4));
        using var network = new SmoothedNetwork(
            inner,
            [new Shade(0.2)],
            5,
            Smoothing.Logits,
            TransformationDraws.Fixed(new Rng(new Seed(3), 1))
        );
        var images = new Rng(new Seed(1), 6).Uniform(6, 1, 4, 4);
        var whole = network.call(images);
        Assert.That(network.call(images).allclose(whole, rtol: 0, atol: 0));
        Assert.That(network.call(images.flip(0)).flip(0).allclose(whole, rtol: 0, atol: 1e-6));
        Assert.That(network.call(images[2..3]).allclose(whole[2..3], rtol: 0, atol: 1e-6));
    }

    [Test]
    public void The_gradient_network_draws_anew_at_each_pass_and_the_same_from_the_same_beginning()
    {
        using var inner = new ToyThirds().Build(new(1, 4, 4));
        var draws = new TransformationDraws(new Rng(new Seed(3), 1));
        using var network = new SmoothedNetwork(inner, [new Shade(0.2)], 5, Smoothing.Logits, draws.Next);
        var images = full([2, 1, 4, 4], 0.4);
        var first = network.call(images);
        var second = network.call(images);
        Assert.That(first.allclose(second), Is.False, "another pass, other transformations");
        Assert.That(first[0].allclose(first[1]), Is.False, "another image, other transformations");
        draws.Begin(new Rng(new Seed(3), 1));
        Assert.That(network.call(images).allclose(first, rtol: 0, atol: 0));
    }

    [Test]
    public void The_mean_answer_is_that_of_the_copies()
    {
        using var inner = new ToyThirds().Build(new(1, 4, 4));
        var one = new Rng(new Seed(3), 1);
        var shade = new Shade(0.2);
        var images = new Rng(new Seed(1), 3).Uniform(3, 1, 4, 4);
        var copies = Enumerable
            .Range(0, 4)
            .Select(copy => inner.call(shade.Apply(images, one.For("copy", copy).Only([0, 0, 0]))))
            .ToList();
        Tensor Smoothed(Smoothing of)
        {
            using var network = new SmoothedNetwork(inner, [shade], 4, of, TransformationDraws.Fixed(one));
            return network.call(images);
        }
        Assert.That(Smoothed(Smoothing.Logits).allclose(stack([.. copies]).mean([0])));
        Assert.That(
            nn.functional.softmax(Smoothed(Smoothing.Probabilities), 1)
                .allclose(stack([.. copies.Select(copy => nn.functional.softmax(copy, 1))]).mean([0]))
        );
    }

    [Test]
    public void Attacking_the_expectation_is_at_least_as_strong_as_attacking_a_single_draw()
    {
        var step = new Pgd(Iterations: 1, RelativeStep: 1, RandomStart: false);
        int Right(int gradientSamples) =>
            Toy.Measured(
                    Toy.Bench(),
                    [
                        new SmoothedInference(
                            [new Drops(0.5)],
                            40,
                            gradientSamples,
                            Attack: step,
                            Threats: [new LInf(0.21)]
                        ),
                    ]
                )[^1]
                .Correct.Count(right => right);
        Assert.That(
            Right(16),
            Is.LessThan(Right(1)),
            "a single copy shows half of the pixels, and the others are not moved"
        );
    }

    [Test]
    public void It_finds_the_same_twice_and_shows_none_of_the_signs_of_answers_that_change()
    {
        var bench = ToyBench.New();
        Assert.That(Toy.Same(Toy.Measured(bench, [Shaded]), Toy.Measured(Toy.Bench(), [Shaded])));
        var changing = bench
            .Evidence.Where(evidence => evidence.Classifier == "smoothed")
            .SelectMany(evidence => evidence.Flags)
            .Where(flag => flag.Code == "ROCL0522")
            .ToList();
        Assert.That(changing, Is.Not.Empty);
        Assert.That(changing.Where(flag => flag.Raised).Select(flag => flag.Says), Is.Empty);
    }

    [Test]
    public void One_that_is_stopped_goes_on_where_it_was_and_finds_the_same() => Toy.GoesOn(Shaded);

    [Test]
    public void A_transformation_that_cuts_the_gradient_off_is_refused_under_attack([Values] Cut how)
    {
        var cutting = new SmoothedInference([new Shade(0.1), new Cuts(how)], Attack: Attack, Threats: Threats);
        var problem = Assert.Throws<ProblemException>(() => Toy.Measured(Toy.Bench(), [cutting]))!.Problem;
        Assert.That(problem.Code, Is.EqualTo(how == Cut.Infinite ? "ROCL0542" : "ROCL0541"));
        Assert.That(problem.ToString(), Does.Contain("transform[1]").And.Contain(nameof(Cuts)));
        Assert.That(() => Toy.Measured(Toy.Bench(), [cutting with { Attack = null }]), Throws.Nothing);
    }

    /// <summary>
    /// Every augmentation that is here: on images with gray and black pixels, where hue has no
    /// value.
    /// </summary>
    private static IEnumerable<IAugmentation> Augmentations =>
        [
            new SimClr(),
            new ColorJitter(Probability: 1),
            new RandomGrayscale(),
            new HorizontalFlip(),
            new RandomResizedCrop(),
        ];

    [TestCaseSource(nameof(Augmentations))]
    public void Gradients_flow_through_an_augmentation_as_finite_differences_say(IAugmentation augmentation)
    {
        var random = new Rng(new Seed(5), 6);
        var images = (0.25 + 0.5 * random.Uniform(6, 3, 6, 6)).index_fill_(0, tensor(5L), 0.3);
        images[4] = images[4, 0..1].expand(3, 6, 6);
        var weights = random.Normal(6, 3, 6, 6);
        var moving = images.clone().requires_grad_();
        Tensor Value(Tensor x) => (augmentation.Apply(x, new Rng(new Seed(9), 6)) * weights).sum([1, 2, 3]);
        autograd.backward([Value(moving).sum()], inputs: [moving]);
        var gradient = moving.grad!;
        Assert.That(gradient.isfinite().all().item<bool>());
        var way = 1e-3 * random.Normal(6, 3, 6, 6);
        var seen = (Value(images + way) - Value(images - way))[..4];
        var expected = 2 * (gradient * way).sum([1, 2, 3])[..4];
        Assert.That((seen - expected).abs().max().item<float>(), Is.LessThan(0.05 * seen.abs().max().item<float>()));
    }

    public enum Cut
    {
        Detached,
        Rounded,
        Infinite,
    }
}
