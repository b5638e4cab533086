namespace Contracts.Tests.Datasets;

public sealed class SubsetTests
{
    private static readonly PixelImages Whole = new(
        arange(60, ScalarType.Byte).view(60, 1, 1, 1),
        cat([zeros(40, ScalarType.Int64), ones(20, ScalarType.Int64)]),
        ["many", "few"]
    );
    private static readonly PixelImages Unlabelled = Whole with { Labels = null, Classes = [] };

    private static IImages Of(long count, long seed = 1) => Subset.Of(Whole, count, new Seed(seed));

    [Test]
    public void Classes_keep_their_shares() =>
        Assert.That(
            Labels(Of(30)).CountBy(label => label),
            Is.EquivalentTo(new Dictionary<long, int> { [0] = 20, [1] = 10 })
        );

    [Test]
    public void The_seed_chooses() =>
        Assert.That(
            (Pixels(Of(30)).SequenceEqual(Pixels(Of(30))), Pixels(Of(30)).SequenceEqual(Pixels(Of(30, seed: 2)))),
            Is.EqualTo((true, false))
        );

    /// <summary>
    /// Published figures depend on which images were chosen: these were chosen by the first
    /// version.
    /// </summary>
    [Test]
    public void The_choice_of_a_seed_stays_what_it_was_in_earlier_versions() =>
        Assert.That(Pixels(Of(9)), Is.EqualTo(new[] { 7, 13, 14, 25, 28, 29, 40, 46, 57 }));

    [Test]
    public void Images_and_labels_stay_together()
    {
        var batch = Of(30).Gather(tensor(new long[] { 29, 0, 15 }));
        Assert.That(
            (batch.Images.view(-1) * 255).round().ge(40).to(ScalarType.Int64).equal(batch.Labels!).all().item<bool>()
        );
        Assert.That(batch.Indices.data<long>().ToArray(), Is.EqualTo(new long[] { 29, 0, 15 }));
    }

    [Test]
    public void All_of_them_are_the_data_itself() => Assert.That(Of(60), Is.SameAs(Whole));

    [Test]
    public void Images_without_labels_can_be_cut_as_well()
    {
        var (chosen, others) = Subset.Split(Unlabelled, 20, new Seed(1));
        Assert.That(
            (chosen.Count, others.Count, chosen.Labels, chosen.Gather(tensor(new long[] { 1 })).Labels),
            Is.EqualTo((20L, 40L, (Tensor?)null, (Tensor?)null))
        );
    }

    [Test]
    public void Classes_are_numbered_in_the_order_they_are_named_in()
    {
        var part = Subset.OfClasses(Whole, ["few", "many"]);
        Assert.That(
            (part.Classes, Labels(part).Take(40).Distinct().Single(), Labels(part).Skip(40).Distinct().Single()),
            Is.EqualTo((new[] { "few", "many" }, 1L, 0L))
        );
        Assert.That(Pixels(Subset.OfClasses(Whole, ["few"])), Is.EqualTo(Enumerable.Range(40, 20)));
    }

    [Test]
    public void Few_labels_are_shared_out_alike_the_rest_to_the_first_class() =>
        Assert.That(
            Labels(Subset.Balanced(Whole, 5, new Seed(1))).CountBy(label => label),
            Is.EquivalentTo(new Dictionary<long, int> { [0] = 3, [1] = 2 })
        );

    private static TestCaseData Case(string sentence, string code, string what, Func<object> ask, string remedy = "") =>
        new TestCaseData(code, what, remedy, ask).SetName(sentence);

    private static IEnumerable<TestCaseData> Impossible() =>
        [
            Case("More than there are", "ROCL0114", "61 images are wanted, and there are 60.", () => Of(61)),
            Case("A part larger than the whole", "ROCL0114", "61", () => Subset.Split(Whole, 61, new Seed(1))),
            Case(
                "More of a class than there are",
                "ROCL0114",
                "25 images of the class 'few' are wanted, and there are 20.",
                () => Subset.Balanced(Whole, 50, new Seed(1))
            ),
            Case("More balanced ones than there are", "ROCL0114", "61", () => Subset.Balanced(Whole, 61, new Seed(1))),
            Case(
                "An unknown class",
                "ROCL0124",
                "'manny'",
                () => Subset.OfClasses(Whole, ["few", "manny"]),
                "Did you mean 'many'?"
            ),
            Case(
                "A class like no other",
                "ROCL0124",
                "'x'",
                () => Subset.OfClasses(Whole, ["x"]),
                "There are: many, few."
            ),
            Case(
                "A class that is named twice",
                "ROCL0124",
                "'few' is named twice",
                () => Subset.OfClasses(Whole, ["few", "many", "few"])
            ),
            Case("No image", "ROCL0125", "0 images are wanted", () => Of(0)),
            Case("Fewer than no image", "ROCL0125", "-1", () => Subset.Split(Whole, -1, new Seed(1))),
            Case("A split that leaves none", "ROCL0125", "none is left", () => Subset.Split(Whole, 60, new Seed(1))),
            Case("Fewer images than classes", "ROCL0125", "2 classes", () => Subset.Balanced(Whole, 1, new Seed(1))),
            Case("No class", "ROCL0125", "no class is named", () => Subset.OfClasses(Whole, [])),
            Case(
                "A class without an image",
                "ROCL0125",
                "'none'",
                () => Subset.OfClasses(Whole with { Classes = ["many", "few", "none"] }, ["none"])
            ),
            Case(
                "Classes of images without labels",
                "ROCL0126",
                "no labels",
                () => Subset.OfClasses(Unlabelled, ["few"])
            ),
            Case(
                "A balanced part of images without labels",
                "ROCL0126",
                "no labels",
                () => Subset.Balanced(Unlabelled, 20, new Seed(1))
            ),
        ];

    [TestCaseSource(nameof(Impossible))]
    public void Is_impossible(string code, string what, string remedy, Func<object> ask)
    {
        var problem = Assert.Throws<ProblemException>(() => ask())!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, "images")));
        Assert.That(problem.What, Does.Contain(what));
        Assert.That(problem.Remedy, Does.Contain(remedy));
    }

    private static long[] Labels(IImages images) => images.Labels!.data<long>().ToArray();

    private static int[] Pixels(IImages images) =>
        [
            .. images
                .Gather(arange(images.Count, ScalarType.Int64))
                .Images.data<float>()
                .ToArray()
                .Select(pixel => (int)Math.Round(255 * pixel)),
        ];
}
