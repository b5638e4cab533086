using RoCL.Augmentations.SimClr;

namespace Components.Tests.Augmentations;

public sealed class ColorJitterTests
{
    private const int Orders = 24; // of brightness, contrast, saturation and hue

    [Test]
    public void Each_image_is_changed_in_an_order_of_its_own_and_all_24_orders_occur()
    {
        using var scope = NewDisposeScope();
        const int count = 200;
        var images = new RandomImages(count, 3, 3, 2, Seed: 7).Images;
        var jitter = new ColorJitter(0.8, 0.8, 0.8, 0.2);
        var together = jitter.Apply(images, new Rng(new Seed(3), count));

        var drawn = Enumerable.Range(0, count).Select(i => DrawnJitter.Of(jitter, i, new Rng(new Seed(3), count)));
        var apart = drawn.Select((one, i) => (one.Order, Image: one.Apply(images[i..(i + 1)]))).ToList();
        Assert.That(together.allclose(cat([.. apart.Select(one => one.Image)]), rtol: 0, atol: 1e-5));
        Assert.That(apart.Select(one => one.Order).Distinct().Count(), Is.EqualTo(Orders));
    }

    [Test]
    public void The_probability_is_the_share_of_images_that_change()
    {
        using var scope = NewDisposeScope();
        var images = new RandomImages(400, 3, 2, 2, Seed: 7).Images;
        double ShareOfChanged(double probability)
        {
            var jittered = new ColorJitter(Probability: probability).Apply(images, new Rng(new Seed(1), 400));
            var isChanged = jittered.ne(images).flatten(1).any(1);
            return isChanged.to(ScalarType.Float32).mean().item<float>();
        }

        Assert.That(ShareOfChanged(0), Is.Zero);
        Assert.That(ShareOfChanged(0.5), Is.EqualTo(0.5).Within(0.1));
        Assert.That(ShareOfChanged(1), Is.GreaterThan(0.98), "a change may be too small for a black image");
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Brightness_alone_multiplies_each_image_by_one_factor_within_its_reach(int channels)
    {
        using var scope = NewDisposeScope();
        var images = full([50, channels, 4, 4], 0.5);
        var jittered = new ColorJitter(0.4, 0, 0, 0, 1).Apply(images, new Rng(new Seed(2), 50));

        var factors = (jittered / images).flatten(1);
        Assert.That(factors.amax([1]).allclose(factors.amin([1])));
        Assert.That(factors.min().item<float>(), Is.InRange(0.6 - 1e-6, 0.7));
        Assert.That(factors.max().item<float>(), Is.InRange(1.3, 1.4 + 1e-6));
    }

    /// <summary>
    /// The jitter of one image by itself, one change after the other in its own order, from the
    /// same draws.
    /// </summary>
    /// <param name="Order">The initials of the changes in their order.</param>
    /// <param name="Apply">The changes; none where the image is not to be changed.</param>
    private sealed record DrawnJitter(string Order, Func<Tensor, Tensor> Apply)
    {
        public static DrawnJitter Of(ColorJitter jitter, long image, Rng random)
        {
            var order = random.Uniform(random.Images, 3, 1, 1).argsort(1)[image].data<long>().ToArray();
            var isChanged = random.Between(0, 1)[image].item<float>() < jitter.Probability;
            var draws = random.Uniform(random.Images, 3, 1, 1)[image].data<float>().ToArray();
            var huePlace = (int)(4 * random.Between(0, 1)[image].item<float>());
            var turn = random.Between(-jitter.Hue, jitter.Hue)[image].view(1, 1, 1, 1);
            Tensor Factor(double reach, long which) => full([1, 1, 1, 1], 1 + reach * (2 * draws[which] - 1));

            Func<Tensor, Tensor>[] blends =
            [
                x => Color.Brightness(x, Factor(jitter.Brightness, 0)),
                x => Color.Contrast(x, Factor(jitter.Contrast, 1)),
                x => Color.Saturation(x, Factor(jitter.Saturation, 2)),
            ];
            var changes = order.Select(which => blends[which]).ToList();
            changes.Insert(huePlace, x => Color.Hue(x, turn));
            var initials = string.Concat(order.Select(which => "bcs"[(int)which])).Insert(huePlace, "h");
            return new(initials, isChanged ? x => changes.Aggregate(x, (changed, next) => next(changed)) : x => x);
        }
    }
}
