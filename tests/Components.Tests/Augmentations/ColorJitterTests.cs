using RoCL.Augmentations.SimClr;

namespace Components.Tests.Augmentations;

public sealed class ColorJitterTests
{
    /// <summary>
    /// The jitter of each image by itself, one change after the other in its own order, from the
    /// same draws.
    /// </summary>
    private static (Tensor Image, string Order) ByItself(Tensor image, ColorJitter jitter, long row, Rng random)
    {
        var order = random.Uniform(random.Images, 3, 1, 1).argsort(1)[row].data<long>().ToArray();
        var changed = random.Between(0, 1)[row].item<float>() < jitter.Probability;
        var draws = random.Uniform(random.Images, 3, 1, 1)[row].data<float>().ToArray();
        var hueAt = (int)(4 * random.Between(0, 1)[row].item<float>());
        var turn = random.Between(-jitter.Hue, jitter.Hue)[row].view(1, 1, 1, 1);
        Tensor Factor(double reach, long which) => full([1, 1, 1, 1], 1 + reach * (2 * draws[which] - 1));
        var changes = order
            .Select(which =>
                which switch
                {
                    0 => ("b", (Func<Tensor, Tensor>)(x => Color.Brightness(x, Factor(jitter.Brightness, 0)))),
                    1 => ("c", x => Color.Contrast(x, Factor(jitter.Contrast, 1))),
                    _ => ("s", x => Color.Saturation(x, Factor(jitter.Saturation, 2))),
                }
            )
            .ToList();
        changes.Insert(hueAt, ("h", x => Color.Hue(x, turn)));
        return (
            changed ? changes.Aggregate(image, (x, change) => change.Item2(x)) : image,
            string.Concat(changes.Select(change => change.Item1))
        );
    }

    [Test]
    public void Each_image_is_changed_in_an_order_of_its_own_and_all_24_orders_occur()
    {
        using var scope = NewDisposeScope();
        var images = new Photos(300, 3, 3, 2, Seed: 7).Images;
        var jitter = new ColorJitter(0.8, 0.8, 0.8, 0.2);
        var together = jitter.Apply(images, new Rng(new Seed(3), 300));
        var apart = Enumerable
            .Range(0, 300)
            .Select(i => ByItself(images[i..(i + 1)], jitter, i, new Rng(new Seed(3), 300)))
            .ToList();
        Assert.That(together.allclose(cat([.. apart.Select(one => one.Image)]), rtol: 0, atol: 1e-5));
        Assert.That(apart.Select(one => one.Order).Distinct().Count(), Is.EqualTo(24));
    }

    [Test]
    public void The_probability_is_the_share_of_images_that_change()
    {
        using var scope = NewDisposeScope();
        var images = new Photos(400, 3, 2, 2, Seed: 7).Images;
        double Changed(double probability) =>
            new ColorJitter(Probability: probability)
                .Apply(images, new Rng(new Seed(1), 400))
                .ne(images)
                .flatten(1)
                .any(1)
                .to(ScalarType.Float32)
                .mean()
                .item<float>();
        Assert.That(
            (Changed(0), Changed(0.5), Changed(1)),
            Is.EqualTo((0.0, 0.5, 1.0))
                .Using<(double, double, double)>(
                    (found, expected) =>
                        found.Item1 == expected.Item1
                        && Math.Abs(found.Item2 - expected.Item2) < 0.1
                        && found.Item3 > 0.98
                )
        );
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Brightness_alone_multiplies_each_image_by_one_factor_within_its_reach(int channels)
    {
        using var scope = NewDisposeScope();
        var images = full([50, channels, 4, 4], 0.5);
        var factors = (new ColorJitter(0.4, 0, 0, 0, 1).Apply(images, new Rng(new Seed(2), 50)) / images).flatten(1);
        Assert.That(factors.amax([1]).allclose(factors.amin([1])));
        Assert.That(
            (factors.min().item<float>(), factors.max().item<float>()),
            Is.EqualTo((0.6f, 1.4f))
                .Using<(float, float)>(
                    (found, expected) =>
                        found.Item1 >= expected.Item1 - 1e-6
                        && found.Item1 < 0.7
                        && found.Item2 <= expected.Item2 + 1e-6
                        && found.Item2 > 1.3
                )
        );
    }
}
