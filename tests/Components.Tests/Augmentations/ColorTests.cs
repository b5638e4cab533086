using RoCL.Augmentations.SimClr;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Augmentations;

public sealed class ColorTests
{
    private static readonly Func<Tensor, Tensor, Tensor>[] Blends =
    [
        Color.Brightness,
        Color.Contrast,
        Color.Saturation,
    ];

    [TestCase(1 / 3.0, new float[] { 0, 1, 0 })]
    [TestCase(-1 / 3.0, new float[] { 0, 0, 1 })]
    [TestCase(1 / 6.0, new float[] { 1, 1, 0 })]
    [TestCase(0.5, new float[] { 0, 1, 1 })]
    public void Red_turns_round_the_circle_of_hues(double turn, float[] becomes)
    {
        using var scope = NewDisposeScope();
        Assert.That(Alike(Color.Hue(Pixel(1, 0, 0), Amount(turn)), Pixel(becomes)));
    }

    [Law(Arbitrary = [typeof(ColourImages)], MaxTest = 30)]
    public bool Turning_the_hue_there_and_back_changes_nothing_and_neither_extreme_moves(ColourImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var turn = given.Turns;
        var turned = Color.Hue(images, turn);
        return Color.Hue(turned, -turn).allclose(images, rtol: 0, atol: 2e-5)
            && Alike(turned.amax([1]), images.amax([1]))
            && Alike(turned.amin([1]), images.amin([1]));
    }

    [Law(Arbitrary = [typeof(ColourImages)], MaxTest = 30)]
    public bool Turning_the_hue_by_a_third_passes_each_colour_on_to_the_next(ColourImages given)
    {
        using var scope = NewDisposeScope();
        return Alike(Color.Hue(given.Images, Amount(1 / 3.0)), given.Images.roll([1L], [1L]));
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 30)]
    public bool A_factor_of_1_and_a_turn_of_0_change_nothing_to_the_bit(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        return Blends.All(blend => blend(images, Amount(1)).SameAs(images))
            && Color.Hue(images, Amount(0)).SameAs(images);
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 30)]
    public bool A_factor_of_0_leaves_black_or_the_mean_gray_or_the_gray_image(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = given.Images;
        var none = Amount(0);
        return Alike(Color.Brightness(images, none), zeros(1))
            && Alike(Color.Contrast(images, none), Color.Grayscale(images).mean([1, 2, 3], keepdim: true))
            && Alike(Color.Saturation(images, none), Color.Grayscale(images));
    }

    [Test]
    public void Gray_is_weighted_as_the_eye_weighs_red_green_and_blue()
    {
        using var scope = NewDisposeScope();
        var gray = Color.Grayscale(eye(3).view(3, 3, 1, 1));
        Assert.That(Alike(gray, tensor(new[] { 0.2989f, 0.587f, 0.114f }).view(3, 1, 1, 1)));
    }

    [Law(Arbitrary = [typeof(RandomImages)], MaxTest = 10)]
    public bool One_channel_has_neither_saturation_nor_hue_nor_anything_to_turn_gray(RandomImages given)
    {
        using var scope = NewDisposeScope();
        var images = (given with { Channels = 1 }).Images;
        return Color.Saturation(images, Amount(1.4)).SameAs(images)
            && Color.Hue(images, Amount(0.3)).SameAs(images)
            && Color.Grayscale(images).SameAs(images);
    }

    [Test]
    public void Four_channels_are_refused()
    {
        using var scope = NewDisposeScope();
        var images = zeros(2, 4, 3, 3);
        var refused = Assert.Throws<ProblemException>(() => Color.Hue(images, Amount(0.1)));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0344"));
        Assert.That(
            Assert.Throws<ProblemException>(() => new SimClr().Apply(images, new Rng(new Seed(1), 2))).Problem.What,
            Does.Contain("4 channels")
        );
    }

    private static Tensor Pixel(params float[] rgb) => tensor(rgb).view(1, -1, 1, 1);

    private static Tensor Amount(double amount) => full([1, 1, 1, 1], amount);

    private static bool Alike(Tensor images, Tensor expected) =>
        images.allclose(expected.expand_as(images), rtol: 0, atol: 2e-6);
}
