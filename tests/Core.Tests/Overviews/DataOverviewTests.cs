using RoCL.Core.Overviews;
using RoCL.Core.Recipes;

namespace Core.Tests.Overviews;

/// <summary>What is said of data, whichever data set it is of.</summary>
public sealed class DataOverviewTests
{
    // One gray level and one class an image.
    private static PixelImages Images(byte[] levels, params long[] labels) =>
        new(
            tensor(levels).view(-1, 1, 1, 1).expand(-1, 1, 2, 2).contiguous(),
            labels.Length == 0 ? null : tensor(labels),
            labels.Length == 0 ? [] : ["a", "b"]
        );

    private static readonly PixelImages Four = Images([1, 2, 3, 4], 0, 0, 1, 1);
    private static readonly PixelImages Two = Images([5, 6], 0, 1);

    private static DataOverview Of(IImages train, IImages test) =>
        DataOverview.Of(
            "strange",
            "r.json: data",
            HashedImages.Of(train),
            HashedImages.Of(test),
            new ChosenImages(train, test),
            MeasuredOn.Test
        );

    private static IEnumerable<string> Codes(IImages train, IImages test) =>
        Of(train, test).Warnings.Select(warning => warning.Code);

    [Test]
    public void Of_sound_data_classes_parts_and_shape_are_named_and_nothing_is_warned_of()
    {
        var overview = Of(Four, Two);
        Assert.That(
            $"{overview}",
            Is.EqualTo("strange: 2 classes (a, b), 1x2x2; train 4 images (2 a class), test 2 images (1 a class)")
        );
        Assert.That(overview.Warnings, Is.Empty);
        Assert.That(overview.Parts[0].Classes!["b"], Is.EqualTo(2));
    }

    [Test]
    public void What_a_data_set_says_itself_stands_in_the_line_and_its_warnings_have_a_code()
    {
        var notes = new DataNotes
        {
            Split = "by year",
            LeftOut = ["3 .webp files"],
            Conversions = ["2 turned"],
            Warnings = [new("Some are\nblack.", "Look.")],
        };
        var overview = Of(Four with { Notes = notes }, Subset.Of(Two with { Notes = notes }, 2, new Seed(1)));
        Assert.That(
            $"{overview}",
            Does.EndWith("; left out: 3 .webp files; of the images to train on 2 turned, to test on 2 turned")
        );
        Assert.That($"{overview}", Does.Contain("; by year; "));
        Assert.That($"{overview.Warnings.Single()}", Is.EqualTo("ROCL0294 r.json: data: Some are black. Look."));
    }

    [Test]
    public void A_data_set_that_says_null_everywhere_does_no_harm()
    {
        var notes = new DataNotes
        {
            LeftOut = null!,
            Conversions = [null!],
            Warnings = [null!, new(null!, null!)],
        };
        Assert.That(Codes(Four with { Notes = notes }, Two), Is.EqualTo(new[] { "ROCL0294" }));
    }

    [Test]
    public void A_part_of_the_images_has_the_notes_of_all() =>
        Assert.That(
            Subset.Of(Four with { Notes = new() { Split = "by year" } }, 2, new Seed(1)).Notes!.Split,
            Is.EqualTo("by year")
        );

    [Test]
    public void Classes_that_nothing_is_measured_on_are_named()
    {
        var warning = Of(Four, Images([5, 6], 0, 0)).Warnings.Single();
        Assert.That(warning.Code, Is.EqualTo("ROCL0290"));
        Assert.That(warning.What, Is.EqualTo("Nothing is measured on the class b."));
    }

    [Test]
    public void Test_images_that_are_training_images_are_counted_whatever_they_are_called()
    {
        var overview = Of(Four, Images([4, 6], 0, 1));
        Assert.That(overview.Copies!.TestInTrain, Is.EqualTo(1));
        Assert.That(overview.Warnings.Single().Code, Is.EqualTo("ROCL0291"));
        Assert.That($"{overview}", Does.EndWith("; test images that are training images: 1"));
    }

    [Test]
    public void Of_very_many_images_a_single_copy_is_counted_and_not_warned_of()
    {
        var many = arange(0, 1000).view(-1, 1, 1, 1).expand(-1, 1, 2, 2).to(ScalarType.Float32) / 1000;
        var train = new Levels(many);
        var test = new Levels(cat([many[..1], arange(0, 199).view(-1, 1, 1, 1).expand(-1, 1, 2, 2) / 1000f + 1e-4f]));
        var overview = Of(train, test);
        Assert.That((overview.Copies!.TestInTrain, overview.Warnings.Length), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Training_images_that_are_there_twice_are_counted_and_those_of_another_class_apart()
    {
        var overview = Of(Images([1, 1, 3, 1], 0, 0, 1, 1), Two);
        Assert.That((overview.Copies!.Repeated, overview.Copies.OtherClass), Is.EqualTo((2, 1)));
        Assert.That(overview.Warnings.Single().Code, Is.EqualTo("ROCL0292"));
        Assert.That(overview.Warnings.Single().What, Does.EndWith("1 of them under another class."));
    }

    [TestCase("caf\u00e9.png", "cafe\u0301.png", true)]
    [TestCase("\u00e9\u00e9/1.png", "e\u0301e\u0301/1.png", true)]
    [TestCase("\u1ea5.png", "a\u0302\u0301.png", true)]
    [TestCase("cafe.png", "cafe\u0301.png", false)]
    [TestCase("caf\u00e9.png", "caf\u00e9s.png", false)]
    [TestCase("caf\u00e9.png", "cafe.png", false)]
    public void Names_that_differ_in_how_accents_are_written_are_warned_of(string one, string other, bool areTwins)
    {
        var named = Images([1, 2], 0, 1) with { Names = [one, other] };
        Assert.That(Codes(named, Two), areTwins ? Is.EqualTo(new[] { "ROCL0293" }) : Is.Empty);
        var apart = Images([1, 2], 0, 1) with { Names = [one, "x"] };
        Assert.That(Codes(apart, Two with { Names = [other, "y"] }), areTwins ? Has.One.EqualTo("ROCL0293") : Is.Empty);
    }

    [Test]
    public void Images_without_labels_have_no_classes()
    {
        var overview = Of(Images([1, 2, 3]), Images([4]));
        Assert.That($"{overview}", Is.EqualTo("strange: no labels, 1x2x2; train 3 images, test 1 image"));
        Assert.That(overview.Warnings, Is.Empty);
    }

    // Images that are gathered and not held as bytes.
    private sealed record Levels(Tensor All) : IImages
    {
        public ImageShape Shape => new(1, 2, 2);

        public long Count => All.shape[0];

        public IReadOnlyList<string> Classes => [];

        public Tensor? Labels => null;

        public Batch Gather(Tensor indices) => new(All.index_select(0, indices), null, indices);
    }
}
