using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Research;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Fidelity.Tests.Methods;

/// <summary>AdvCL's view of high frequencies, against the authors' code and by laws.</summary>
public sealed class HighFrequencyFidelity
{
    [GoldenFiles("advcl_high_frequency")]
    public void The_part_of_high_frequency_agrees_and_the_view_is_that_on_grey(string name)
    {
        var golden = Golden.Open(name);
        var images = golden["images"];
        var view = new HighFrequency(golden.Number("radius"));
        Agreement.Absolute(view.Part(images), golden["high_frequency"], 1e-5, "high frequencies");
        Agreement.Absolute(
            view.Apply(images, Random(images)),
            (golden["high_frequency"] + 0.5).clamp(0, 1),
            1e-5,
            "view"
        );
    }

    [Law(MaxTest = 30)]
    public bool It_stays_in_0_to_1_whatever_the_size(byte height, byte width, byte radius, int seed)
    {
        using var scope = NewDisposeScope();
        var images = new Rng(new Seed(seed), 2).Uniform(2, 1, 1 + height % 33, 1 + width % 33).round();
        var view = new HighFrequency(radius % 20).Apply(images, Random(images));
        return view.shape.SequenceEqual(images.shape) && view.ge(0).logical_and(view.le(1)).all().item<bool>();
    }

    [Law(MaxTest = 20)]
    public bool What_is_left_out_and_what_is_left_make_the_image_and_a_second_time_changes_nothing(
        byte height,
        byte width,
        int seed
    )
    {
        using var scope = NewDisposeScope();
        var images = new Rng(new Seed(seed), 2).Uniform(2, 3, 1 + height % 33, 1 + width % 33);
        var view = new HighFrequency(4);
        var high = view.Part(images);
        return new HighFrequency(0).Part(images).allclose(images, atol: 1e-5)
            && view.Part(high).allclose(high, atol: 1e-5)
            && view.Part(images - high).abs().max().item<float>() < 1e-5;
    }

    [Test]
    public void A_plain_image_is_grey_and_nothing_but_the_view_stays_in_the_callers_scope()
    {
        using var scope = NewDisposeScope();
        var images = full([2, 3, 9, 8], 0.8);
        var random = Random(images);
        var before = scope.DisposablesCount;
        var view = new HighFrequency(1).Apply(images, random);
        Assert.That(scope.DisposablesCount - before, Is.EqualTo(1));
        Agreement.Absolute(view, full([2, 3, 9, 8], 0.5), 1e-6, "view");
    }

    private static Rng Random(Tensor images) => new(new Seed(0), images.shape[0]);
}
