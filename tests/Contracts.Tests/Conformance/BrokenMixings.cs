using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of mixings, mixings that break it.</summary>
public sealed class BrokenMixings
{
    private const string One = "1 image of 1x4x4";
    private const string Two = "2 images of 1x4x4";

    private static readonly Broken<IMixing>[] All =
    [
        new(
            MixingLaws.MakesImages,
            new Mean { Images = images => images[.., .., 1..] },
            One,
            "[1, 1, 3, 4] came back for [1, 1, 4, 4]"
        ),
        new(MixingLaws.MakesImages, new Mean { Images = images => images + 1 }, One, "pixels run from"),
        new(
            MixingLaws.NamesPartners,
            new Mean { Partners = partners => partners + 1 },
            One,
            "partners from 1 to 1 for 1 images"
        ),
        new(
            MixingLaws.NamesPartners,
            new Mean { Partners = partners => partners.to(ScalarType.Int32) },
            One,
            "partners Int32 [1] for 1 images"
        ),
        new(MixingLaws.GivesShares, new Mean { Weights = weights => weights * 3 }, One, "pixels run from 1.5 to 1.5"),
        new(MixingLaws.GivesShares, new Mean { Weights = weights => weights / 0 }, One, "the weights holds 1 values"),
        new(MixingLaws.GivesShares, new Mean { Weights = weights => weights.mean() }, One, "weights Float32 []"),
        new(
            MixingLaws.LeavesWholeImages,
            new Mean { Weights = weights => ones_like(weights) },
            Two,
            "whole images before and after"
        ),
        new(
            MixingLaws.IsDeterministic,
            new Mean { Weights = weights => rand_like(weights) },
            One,
            "the same call a second time"
        ),
        new(MixingLaws.KeepsItsInput, new Mean { Writes = true }, One, "the images before and after"),
        new(
            MixingLaws.LeavesNoTensor,
            new Mean { Weights = weights => (weights * 1).DetachFromDisposeScope() },
            One,
            "1 native tensors"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IMixing>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_mixing() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(MixingLaws.All));

    [TestCaseSource(typeof(MixingLaws), nameof(MixingLaws.All))]
    public void A_mean_of_two_images_breaks_none(Law<IMixing> law) =>
        Assert.That(law.Check(() => new Mean()), Is.InstanceOf<Verdict.Holds>());

    private sealed record Mean : IMixing
    {
        public Func<Tensor, Tensor> Images { get; init; } = images => images;

        public Func<Tensor, Tensor> Partners { get; init; } = partners => partners;

        public Func<Tensor, Tensor> Weights { get; init; } = weights => weights;

        public bool Writes { get; init; }

        public Mixed Mix(Tensor images, Rng random)
        {
            var partners = random.Permutation(images.shape[0]);
            var mixed = (images + images.index_select(0, partners)) / 2;
            if (Writes)
                images.zero_();
            return new(Images(mixed), Partners(partners), Weights(full(images.shape[0], 0.5)));
        }
    }
}
