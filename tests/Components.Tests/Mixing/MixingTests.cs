using RoCL.Losses.NtXent;
using RoCL.Losses.Supervised;
using RoCL.Mixing.Standard;

namespace Components.Tests.Mixing;

/// <summary>MixUp and CutMix, and what losses make of them.</summary>
public sealed class MixingTests
{
    private const int Many = 4000;
    private static readonly Seed Any = new(5);

    [TestCase(0.05)]
    [TestCase(0.3)]
    [TestCase(1)]
    [TestCase(4)]
    public void Shares_are_of_the_beta_distribution(double alpha)
    {
        using var scope = NewDisposeScope();
        var weights = new MixUp(alpha, Per.Image).Mix(zeros(Many, 1, 1, 1), new Rng(Any, Many)).Weights;
        var variance = 1 / (4 * (2 * alpha + 1));
        Assert.That(weights.mean().item<float>(), Is.EqualTo(0.5).Within(5 * Math.Sqrt(variance / Many)));
        Assert.That((weights - 0.5).square().mean().item<float>(), Is.EqualTo(variance).Within(0.05 * variance));
        Assert.That(weights.isfinite().all().item<bool>());
    }

    [Test]
    public void A_batch_has_one_weight_and_one_box_or_each_image_its_own()
    {
        using var scope = NewDisposeScope();
        var images = rand(16, 3, 12, 12);
        foreach (var mixing in new IMixing[] { new MixUp(), new CutMix() })
            Assert.That(Distinct(mixing.Mix(images, new Rng(Any, 16))), Is.EqualTo(1), $"{mixing}");
        foreach (var mixing in new IMixing[] { new MixUp(1, Per.Image), new CutMix(1, Per.Image) })
            Assert.That(Distinct(mixing.Mix(images, new Rng(Any, 16))), Is.GreaterThan(8), $"{mixing}");
    }

    [Test]
    public void The_weight_of_CutMix_is_the_part_of_the_image_that_stayed()
    {
        using var scope = NewDisposeScope();
        var images = arange(16).view(16, 1, 1, 1).expand(16, 1, 20, 20) / 16.0f;
        var mixed = new CutMix(1, Per.Image).Mix(images, new Rng(Any, 16));
        var own = mixed.Images.eq(images).to(ScalarType.Float32).mean([1, 2, 3]);
        var isPaired = mixed.Partners.ne(arange(16));
        Assert.That((own - mixed.Weights).abs().mul(isPaired).max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void A_micro_batch_gets_the_weights_that_its_images_get_in_the_batch()
    {
        using var scope = NewDisposeScope();
        var images = rand(8, 1, 6, 6);
        var random = new Rng(Any, 8);
        var whole = new MixUp(1, Per.Image).Mix(images, random);
        var part = new MixUp(1, Per.Image).Mix(images[4..], new Rng(Any, 8).Only([4, 5, 6, 7]));
        Assert.That(part.Weights.equal(whole.Weights[4..]).all().item<bool>());
        Assert.That(part.Partners.max().item<long>(), Is.LessThan(4));
    }

    [Test]
    public void Cross_entropy_and_trades_weigh_both_classes()
    {
        using var scope = NewDisposeScope();
        var logits = randn(4, 5);
        var attacked = randn(4, 5);
        var labels = tensor(new long[] { 0, 1, 2, 3 });
        var mix = new ViewMix("m", tensor(new long[] { 1, 0, 3, 2 }), tensor(new[] { 0.3f, 0.6f, 1, 0 }));
        var input = new LossInput([logits]) { Labels = labels };
        var own = new CrossEntropy().Of(input);
        var partner = new CrossEntropy().Of(input with { Labels = labels.index_select(0, mix.Partners) });
        var expected = mix.Weights * own + (1 - mix.Weights) * partner;
        var loss = new CrossEntropy().Of(input with { Mixes = [mix] });
        Assert.That((loss - expected).abs().max().item<float>(), Is.LessThan(1e-6));

        var two = input with { Outputs = [logits, attacked] };
        var divergence = new Trades(6).Of(two) - own;
        var trades = new Trades(6).Of(two with { Mixes = [mix, mix] });
        Assert.That((trades - expected - divergence).abs().max().item<float>(), Is.LessThan(1e-5));
    }

    [Test]
    public void Nt_xent_has_own_and_partner_as_weighted_positives()
    {
        using var scope = NewDisposeScope();
        const double temperature = 0.5;
        double[] shares = [0.7, 0.4, 1];
        long[] partners = [1, 2, 0];
        var mixed = randn(3, 6, ScalarType.Float64);
        var other = randn(3, 6, ScalarType.Float64);
        var mix = new ViewMix("m", tensor(partners), tensor(shares));
        var loss = new NtXent(temperature).Of(new LossInput([mixed, other]) { Mixes = [mix, null] }).mean();

        // As the equation has it, row by row: both sides of each pair of rows, by the image's
        // share.
        var z = nn.functional.normalize(cat([mixed, other]), dim: 1);
        var similarity = (z.mm(z.t()) / temperature).exp();
        var sum = 0.0;
        for (var image = 0; image < 3; image++)
        {
            sum += shares[image] * Both(similarity, image, 3 + image);
            sum += (1 - shares[image]) * Both(similarity, image, 3 + (int)partners[image]);
        }

        Assert.That(loss.item<double>(), Is.EqualTo(sum / 6).Within(1e-9));
    }

    [Test]
    public void Nt_xent_takes_an_attacked_view_of_a_mixed_one_for_the_same_images()
    {
        using var scope = NewDisposeScope();
        var views = randn(2, 4, 6, ScalarType.Float64);
        var mix = new ViewMix("m", tensor(new long[] { 1, 2, 3, 0 }), full(4, 0.3, ScalarType.Float64));
        var plain = new NtXent().Of(new LossInput([views[0], views[1]]));
        var mixed = new NtXent().Of(new LossInput([views[0], views[1]]) { Mixes = [mix, mix] });
        Assert.That((plain - mixed).abs().max().item<double>(), Is.LessThan(1e-9));
    }

    private static double Both(Tensor similarity, int row, int other) =>
        One(similarity, row, other) + One(similarity, other, row);

    private static double One(Tensor similarity, int row, int other)
    {
        var all = similarity[row].sum() - similarity[row, row];
        return -Math.Log((similarity[row, other] / all).item<double>());
    }

    private static int Distinct(Mixed mixed) => mixed.Weights.data<float>().ToArray().Distinct().Count();
}
