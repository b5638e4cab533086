using System.Collections.Immutable;
using RoCL.Core.Fingerprints;

namespace Core.Tests.Fingerprints;

/// <summary>What is said of images that are not those that they were.</summary>
public sealed class ComparingData
{
    private static readonly string[] Names = ["a/1.png", "a/2.png", "b/1.png", "b/2.png"];

    // One gray level and one class an image.
    private static PixelImages Images(byte[] levels, string[]? names, params long[] labels) =>
        new(tensor(levels).view(-1, 1, 1, 1).expand(-1, 1, 2, 2).contiguous(), tensor(labels), ["a", "b"])
        {
            Names = names,
        };

    private static DataFingerprint Of(IImages train, IImages? test = null) =>
        new(ImagesFingerprint.Of(train), test is null ? null : ImagesFingerprint.Of(test));

    private static readonly PixelImages Four = Images([1, 2, 3, 4], Names, 0, 0, 1, 1);

    private static string? From(IImages was, IImages now) => DataDifference.Between(Of(was), Of(now));

    [Test]
    public void The_same_images_are_no_difference_whatever_their_files_are_called()
    {
        Assert.That(From(Four, Images([1, 2, 3, 4], Names, 0, 0, 1, 1)), Is.Null);
        Assert.That(From(Four, Four with { Names = ["a/1.png", "a/3.png", "b/1.png", "b/2.png"] }), Is.Null);
    }

    [Test]
    public void Each_kind_of_change_is_counted_and_its_first_names_are_given()
    {
        Assert.That(From(Four, Images([1, 9, 3, 4], Names, 0, 0, 1, 1)), Is.EqualTo("1 changed (a/2.png)"));
        Assert.That(
            From(Four, Images([1, 3, 4], ["a/1.png", "b/1.png", "b/2.png"], 0, 1, 1)),
            Is.EqualTo("1 removed (a/2.png)")
        );
        Assert.That(
            From(Images([1, 3, 4], ["a/1.png", "b/1.png", "b/2.png"], 0, 1, 1), Four),
            Is.EqualTo("1 added (a/2.png)")
        );
        Assert.That(
            From(Four, Images([1, 3, 4, 2], ["a/1.png", "b/1.png", "b/2.png", "b/3.png"], 0, 1, 1, 1)),
            Is.EqualTo("1 renamed (b/3.png)")
        );
        Assert.That(
            From(Four, Images([8, 9, 7, 6], ["a/5.png", "a/6.png", "b/7.png", "b/8.png"], 0, 0, 1, 1)),
            Is.EqualTo("4 added (a/5.png, a/6.png, b/7.png, ...), 4 removed (a/1.png, a/2.png, b/1.png, ...)")
        );
    }

    [Test]
    public void Other_data_that_both_name_under_one_key_is_compared_too()
    {
        DataFingerprint With(string key, IImages other) =>
            Of(Four) with
            {
                Others = ImmutableSortedDictionary<string, DataFingerprint>.Empty.Add(key, Of(other)),
            };
        var changed = Images([1, 9, 3, 4], Names, 0, 0, 1, 1);
        Assert.That(
            DataDifference.Between(With("evaluate.0.data", Four), With("evaluate.0.data", changed)),
            Is.EqualTo("evaluate.0.data: 1 changed (a/2.png)")
        );
        Assert.That(DataDifference.Between(With("evaluate.0.data", Four), With("evaluate.1.data", changed)), Is.Null);
        Assert.That(DataDifference.Between(Of(Four), With("evaluate.0.data", changed)), Is.Null);
        var again = Images([1, 2, 3, 4], Names, 0, 0, 1, 1);
        Assert.That(With("x", Four).WithoutDetails(), Is.EqualTo(With("x", again).WithoutDetails()));
        Assert.That(With("x", Four).WithoutDetails(), Is.Not.EqualTo(With("x", changed).WithoutDetails()));
        Assert.That(With("x", Four).WithoutDetails().Others!["x"].Train.Names, Is.Null);
    }

    [Test]
    public void An_image_that_went_to_the_other_split_is_neither_added_nor_removed()
    {
        var test = Images([7], ["a/7.png"], 0);
        var change = DataDifference.Between(
            Of(Four, test),
            Of(Images([1, 2, 3], Names[..3], 0, 0, 1), Images([7, 4], ["a/7.png", "b/2.png"], 0, 1))
        );
        Assert.That(change, Is.EqualTo("1 now in the other split (b/2.png)"));
    }

    [Test]
    public void Without_names_it_is_said_by_class_and_by_split()
    {
        var was = Four with { Names = null };
        Assert.That(
            From(was, Images([1, 2, 9, 4], null, 0, 0, 1, 1)),
            Is.EqualTo("train: 'b' has other images, or another order")
        );
        Assert.That(From(was, Images([1, 2, 3], null, 0, 0, 1)), Is.EqualTo("train: 'b' 2 -> 1 images"));
        Assert.That(From(was, Images([1, 2, 3, 4], null, 0, 1, 1, 1)), Does.Contain("'a' 2 -> 1 images"));
        Assert.That(From(was, was with { Classes = ["b", "a"] }), Is.Not.Null, "classes by number are part of it");
        Assert.That(
            DataDifference.Between(Of(was).WithoutDetails(), Of(Images([1, 2, 3], null, 0, 0, 1))),
            Is.EqualTo("train: 4 -> 3 images"),
            "less is said where less was recorded"
        );
    }

    [Test]
    public void Images_without_labels_are_compared_too()
    {
        var was = new PixelImages(Four.Pixels, null, []);
        Assert.That(From(was, new PixelImages(Four.Pixels, null, [])), Is.Null);
        Assert.That(
            From(was, new PixelImages(Four.Pixels + 1, null, [])),
            Does.StartWith("train: 'all' has other images")
        );
    }

    [Test]
    public void A_split_that_only_one_of_them_has_opened_is_no_difference()
    {
        Assert.That(DataDifference.Between(Of(Four), Of(Four, Images([7], null, 0))), Is.Null);
        Assert.That(DataDifference.Between(Of(Four, Images([7], null, 0)), Of(Four)), Is.Null);
    }

    [Test]
    public void Images_of_a_split_that_only_one_of_them_has_are_neither_added_nor_removed()
    {
        var three = Images([1, 2, 3], ["a/1.png", "a/2.png", "b/1.png"], 0, 0, 1);
        var test = Images([7], ["a/7.png"], 0);
        Assert.That(DataDifference.Between(Of(Four, test), Of(three)), Is.EqualTo("1 removed (b/2.png)"));
        Assert.That(DataDifference.Between(Of(three), Of(Four, test)), Is.EqualTo("1 added (b/2.png)"));
    }

    [Test]
    public void Images_that_are_read_by_other_settings_are_not_compared_and_the_settings_are_named()
    {
        var was = Of(Four) with { Others = Others(Four) };
        var other = Images([9, 9, 9, 9], Names, 0, 0, 1, 1);
        var now = Of(other) with { Others = Others(other) };
        const string note = "(images read by other settings cannot be compared)";
        Assert.That(
            DataDifference.Between(was, now, key => $"{key}.size 32 -> 16"),
            Is.EqualTo($"data.size 32 -> 16 {note}; evaluate.0.data.size 32 -> 16 {note}")
        );
        Assert.That(DataDifference.Between(was, was, key => $"{key}.size 32 -> 16"), Is.Null);

        static ImmutableSortedDictionary<string, DataFingerprint> Others(IImages images) =>
            ImmutableSortedDictionary<string, DataFingerprint>.Empty.Add("evaluate.0.data", Of(images));
    }

    [Test]
    public void Images_that_are_read_when_they_are_asked_for_are_hashed_as_they_come()
    {
        var part = Subset.Of(Four, 3, new Seed(1));
        Assert.That(From(part, Subset.Of(Four, 3, new Seed(1))), Is.Null);
        Assert.That(part.Names, Has.Count.EqualTo(3), "a part has the names of its images");
        var changed = Images([1, 2, 3, 9], Names, 0, 0, 1, 1);
        Assert.That(From(Four, changed), Is.EqualTo("1 changed (b/2.png)"));
        Assert.That(From(Gathered(Four), Gathered(changed)), Is.EqualTo("1 changed (b/2.png)"));
    }

    // Nothing but what the interface promises.
    private static Lazily Gathered(IImages images) => new(images);

    private sealed record Lazily(IImages Inner) : IImages
    {
        public ImageShape Shape => Inner.Shape;
        public long Count => Inner.Count;
        public IReadOnlyList<string> Classes => Inner.Classes;
        public Tensor? Labels => Inner.Labels;
        public IReadOnlyList<string>? Names => Inner.Names;

        public Batch Gather(Tensor indices) => Inner.Gather(indices);
    }
}
