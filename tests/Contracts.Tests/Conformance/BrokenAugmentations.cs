using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of augmentations, augmentations that break it.</summary>
public sealed class BrokenAugmentations
{
    private const string One = "1 image of 1x4x4, seed ";

    private static readonly Broken<IAugmentation>[] All =
    [
        new(
            AugmentationLaws.StaysInRange,
            new Changes((x, random) => x + 0.1 * random.Normal(x.shape)),
            One,
            "instead of [0, 1]"
        ),
        new(AugmentationLaws.StaysInRange, new Changes((x, _) => x[.., .., ..^1]), One, "came back for [1, 1, 4, 4]"),
        new(
            AugmentationLaws.StaysInRange,
            new Changes((x, _) => (x - x.mean([1, 2, 3], keepdim: true)) / 0 * 0),
            One,
            "not finite"
        ),
        new(AugmentationLaws.IsPure, new Changes((x, _) => x * rand_like(x)), One, "a second time"),
        new(AugmentationLaws.KeepsItsInputs, new Changes((x, _) => x.mul_(0.5)), One, "before and after"),
        new(
            AugmentationLaws.FollowsTheImage,
            new Changes((x, _) => x.flip(0)),
            "2 images of 1x4x4",
            "alone and among others"
        ),
        new(
            AugmentationLaws.FollowsTheImage,
            new Changes((x, random) => x * random.Permutation(x.shape[0]).view(-1, 1, 1, 1) / x.shape[0]),
            "2 images of 1x4x4",
            "image"
        ),
        new(
            AugmentationLaws.TakesOneImage,
            new Changes((x, _) => (0 * x / x.std([0], keepdim: true)).clamp(0, 1)),
            "",
            "not finite"
        ),
        new(AugmentationLaws.TakesAnyLayout, new Changes((x, _) => x.view(-1).view(x.shape)), One, "it threw"),
        new(
            AugmentationLaws.LeavesNoTensor,
            new Changes((x, _) => (x + 0).DetachFromDisposeScope().clone()),
            One,
            "1 native tensors"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IAugmentation>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_augmentation() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(AugmentationLaws.All));

    private sealed record Changes(Func<Tensor, Rng, Tensor> Change) : IAugmentation
    {
        public Tensor Apply(Tensor images, Rng random) => Change(images, random);
    }
}
