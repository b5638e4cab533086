namespace Contracts.Tests.Datasets;

public sealed class SubsetTests
{
    private static readonly Seed One = new(1);
    private static readonly PixelImages Whole = new(
        arange(60, ScalarType.Byte).view(60, 1, 1, 1),
        cat([zeros(40, ScalarType.Int64), ones(20, ScalarType.Int64)]),
        ["many", "few"]
    );
    private static readonly PixelImages Unlabelled = Whole with { Labels = null, Classes = [] };

    [Test]
    public void Classes_keep_their_shares() =>
        Assert.That(
            LabelsOf(Subset.Of(Whole, 30, One)).CountBy(label => label),
            Is.EquivalentTo(new Dictionary<long, int> { [0] = 20, [1] = 10 })
        );

    [Test]
    public void Another_seed_chooses_other_images() =>
        Assert.That(PixelsOf(Subset.Of(Whole, 30, new Seed(2))), Is.Not.EqualTo(PixelsOf(Subset.Of(Whole, 30, One))));

    /// <summary>
    /// Published figures depend on which images were chosen: the first version chose these.
    /// </summary>
    [Test]
    public void The_choice_of_a_seed_stays_what_it_was_in_earlier_versions() =>
        Assert.That(PixelsOf(Subset.Of(Whole, 9, One)), Is.EqualTo(new[] { 7, 13, 14, 25, 28, 29, 40, 46, 57 }));

    [Test]
    public void Images_and_labels_stay_together()
    {
        var batch = Subset.Of(Whole, 30, One).Gather(tensor(new long[] { 29, 0, 15 }));
        var bytes = (batch.Images.view(-1) * 255).round();
        Assert.That(
            bytes.ge(40).to(ScalarType.Int64).data<long>().ToArray(),
            Is.EqualTo(batch.Labels!.data<long>().ToArray())
        );
        Assert.That(batch.Indices.data<long>().ToArray(), Is.EqualTo(new long[] { 29, 0, 15 }));
    }

    [Test]
    public void All_of_them_are_the_data_itself() => Assert.That(Subset.Of(Whole, 60, One), Is.SameAs(Whole));

    [Test]
    public void Images_without_labels_can_be_divided_as_well()
    {
        var (chosen, others) = Subset.Split(Unlabelled, 20, One);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chosen.Count, Is.EqualTo(20));
            Assert.That(others.Count, Is.EqualTo(40));
            Assert.That(chosen.Labels, Is.Null);
            Assert.That(chosen.Gather(tensor(new long[] { 1 })).Labels, Is.Null);
        }
    }

    [Test]
    public void Classes_are_numbered_in_the_order_they_are_named_in()
    {
        var part = Subset.OfClasses(Whole, ["few", "many"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(part.Classes, Is.EqualTo(new[] { "few", "many" }));
            Assert.That(LabelsOf(part).Take(40), Is.All.EqualTo(1));
            Assert.That(LabelsOf(part).Skip(40), Is.All.EqualTo(0));
            Assert.That(PixelsOf(Subset.OfClasses(Whole, ["few"])), Is.EqualTo(Enumerable.Range(40, 20)));
        }
    }

    [Test]
    public void A_balanced_part_gives_the_first_class_one_more_where_the_count_is_odd() =>
        Assert.That(
            LabelsOf(Subset.Balanced(Whole, 5, One)).CountBy(label => label),
            Is.EquivalentTo(new Dictionary<long, int> { [0] = 3, [1] = 2 })
        );

    [TestCaseSource(nameof(Impossible))]
    public void Is_impossible(ImpossiblePart part)
    {
        var problem = Assert.Throws<ProblemException>(() => part.Ask())!.Problem;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(part.Code));
            Assert.That(problem.Where, Is.EqualTo("images"));
            Assert.That($"{problem.What} {problem.Remedy}", Does.Contain(part.Words));
        }
    }

    /// <summary>A subset that no data set has.</summary>
    /// <param name="Name">What is impossible about it, as the test's name.</param>
    /// <param name="Code">The problem's code.</param>
    /// <param name="Words">A part of what the problem says.</param>
    /// <param name="Ask">Asks for the subset.</param>
    public sealed record ImpossiblePart(string Name, string Code, string Words, Func<object> Ask);

    private static readonly ImpossiblePart[] ImpossibleParts =
    [
        new(
            "More than there are",
            "ROCL0114",
            "61 images are wanted, and there are 60. Take 60 images or fewer.",
            () => Subset.Of(Whole, 61, One)
        ),
        new("A part larger than the whole", "ROCL0114", "61 images", () => Subset.Split(Whole, 61, One)),
        new(
            "More of a class than there are",
            "ROCL0114",
            "25 images of the class 'few' are wanted, and there are 20.",
            () => Subset.Balanced(Whole, 50, One)
        ),
        new("More balanced ones than there are", "ROCL0114", "61 images", () => Subset.Balanced(Whole, 61, One)),
        new(
            "An unknown class",
            "ROCL0124",
            "The data has no class 'manny'. Take some of its classes: many, few.",
            () => Subset.OfClasses(Whole, ["few", "manny"])
        ),
        new(
            "A class that is named twice",
            "ROCL0124",
            "The class 'few' is named twice.",
            () => Subset.OfClasses(Whole, ["few", "many", "few"])
        ),
        new("No image", "ROCL0125", "0 images are wanted.", () => Subset.Of(Whole, 0, One)),
        new("Fewer than no image", "ROCL0125", "-1 images are wanted.", () => Subset.Split(Whole, -1, One)),
        new("A split that leaves none", "ROCL0125", "none is left", () => Subset.Split(Whole, 60, One)),
        new("Fewer images than classes", "ROCL0125", "there are 2 classes", () => Subset.Balanced(Whole, 1, One)),
        new("No class", "ROCL0125", "No class is named.", () => Subset.OfClasses(Whole, [])),
        new(
            "A class without an image",
            "ROCL0125",
            "No image belongs to 'none'.",
            () => Subset.OfClasses(Whole with { Classes = ["many", "few", "none"] }, ["none"])
        ),
        new(
            "Classes of images without labels",
            "ROCL0126",
            "The images have no labels",
            () => Subset.OfClasses(Unlabelled, ["few"])
        ),
        new(
            "A balanced part of images without labels",
            "ROCL0126",
            "The images have no labels",
            () => Subset.Balanced(Unlabelled, 20, One)
        ),
    ];

    private static IEnumerable<TestCaseData> Impossible() =>
        ImpossibleParts.Select(part => new TestCaseData(part).SetName($"{{m}}({part.Name})"));

    private static long[] LabelsOf(IImages images) => images.Labels!.data<long>().ToArray();

    private static int[] PixelsOf(IImages images)
    {
        var pixels = images.Gather(arange(images.Count, ScalarType.Int64)).Images.data<float>().ToArray();
        return [.. pixels.Select(pixel => (int)Math.Round(255 * pixel))];
    }
}
