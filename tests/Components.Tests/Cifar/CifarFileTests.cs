using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>The files inside, sound and damaged; here in a folder.</summary>
public sealed class CifarFileTests
{
    private static readonly Photos Some = Photos.Random(new(1), 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    public static IEnumerable<TestCaseData> Damaged()
    {
        static TestCaseData Case(string sentence, string code, string what, byte[] file) =>
            new TestCaseData(code, what, file).SetName(sentence);
        static byte[] File(byte[] data, byte[]? labels = null) =>
            Pickled.File(Pickled.Dictionary(("data", data), ("labels", labels ?? Numbers(1, 2, 3))));
        static byte[] Numbers(params long[] numbers) => Pickled.List(numbers.Select(Pickled.Whole));
        var sound = Pickled.Array(3, 3072, Some.Pixels);
        yield return Case(
            "A_hostile_batch_is_refused",
            "ROCL0445",
            "module 'os'",
            "cos\nsystem\n(S'echo pwned'\ntR."u8.ToArray()
        );
        yield return Case(
            "A_batch_that_hides_a_command_behind_its_data_is_refused",
            "ROCL0445",
            "module 'subprocess'",
            [.. File(sound)[..^1], .. "csubprocess\nPopen\n(S'id'\ntR."u8]
        );
        yield return Case("A_batch_cut_short_is_refused", "ROCL0441", "cut short", File(sound)[..5000]);
        yield return Case("A_batch_that_is_a_list_is_refused", "ROCL0447", "no dictionary", Pickled.File(Numbers(1)));
        yield return Case(
            "A_batch_without_images_is_refused",
            "ROCL0447",
            "has no 'data'; it has 'labels'",
            Pickled.File(Pickled.Dictionary(("labels", Numbers(1))))
        );
        yield return Case(
            "A_batch_without_labels_is_refused",
            "ROCL0447",
            "has no 'labels'; it has 'data'",
            Pickled.File(Pickled.Dictionary(("data", sound)))
        );
        yield return Case(
            "Images_that_are_a_list_are_refused",
            "ROCL0447",
            "'data' is no array",
            File(Numbers(1, 2, 3))
        );
        yield return Case(
            "An_array_that_was_never_filled_is_refused",
            "ROCL0447",
            "'data' is no array",
            File([
                .. "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0"u8,
                0x85,
                .. "U\u0001b"u8,
                0x87,
                (byte)'R',
            ])
        );
        yield return Case(
            "Images_of_another_size_are_refused",
            "ROCL0447",
            "3 x 1024",
            File(Pickled.Array(3, 1024, new byte[3072]))
        );
        yield return Case("No_images_are_refused", "ROCL0447", "0 x 3072", File(Pickled.Array(0, 3072, []), Numbers()));
        yield return Case(
            "An_array_with_too_few_bytes_is_refused",
            "ROCL0447",
            "(3, 3072) and 9215 bytes",
            File(Pickled.Array(3, 3072, Some.Pixels[1..]))
        );
        yield return Case(
            "An_array_of_absurd_shape_is_refused",
            "ROCL0447",
            "(4611686018427387904, 4)",
            File(Pickled.Array(1L << 62, 4, []))
        );
        yield return Case(
            "An_array_of_negative_shape_is_refused",
            "ROCL0447",
            "(-3, -3072)",
            File(Pickled.Array(-3, -3072, Some.Pixels))
        );
        yield return Case(
            "An_array_of_fractions_is_refused",
            "ROCL0447",
            "'f4'",
            File(Pickled.Array(3, 768, Some.Pixels, type: "f4"))
        );
        yield return Case(
            "Labels_that_are_texts_are_refused",
            "ROCL0447",
            "item 0 of 'labels'",
            File(sound, Pickled.List([Pickled.Text("cat")]))
        );
        yield return Case(
            "Labels_that_are_no_list_are_refused",
            "ROCL0447",
            "'labels' is no list",
            File(sound, Pickled.Whole(1))
        );
        yield return Case(
            "Fewer_labels_than_images_are_refused",
            "ROCL0448",
            "2 'labels' for 3 images",
            File(sound, Numbers(1, 2))
        );
        yield return Case(
            "More_labels_than_images_are_refused",
            "ROCL0448",
            "4 'labels' for 3 images",
            File(sound, Numbers(1, 2, 3, 4))
        );
        yield return Case(
            "A_label_beyond_the_tenth_class_is_refused",
            "ROCL0449",
            "image 1 has labels 10",
            File(sound, Numbers(9, 10, 0))
        );
        yield return Case("A_negative_label_is_refused", "ROCL0449", "labels -1", File(sound, Numbers(1, 2, -1)));
        yield return Case(
            "A_label_that_only_fits_64_bits_is_refused",
            "ROCL0449",
            "labels 4294967297",
            File(sound, Numbers(1, 2, (1L << 32) + 1))
        );
    }

    [TestCaseSource(nameof(Damaged))]
    public void A_damaged_batch_is_refused(string code, string what, byte[] file)
    {
        var path = _folder.Write("test_batch", file);
        var problem = Refusal.Of(Mine, Split.Test);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo((code, path)));
            Assert.That(problem.What, Does.Contain(what));
        }
    }

    [TestCase(0, TestName = "An_empty_binary_file_is_refused")]
    [TestCase(3072, TestName = "A_binary_file_of_less_than_a_record_is_refused")]
    [TestCase(2 * 3073 + 1, TestName = "A_binary_file_cut_inside_a_record_is_refused")]
    public void A_binary_file_that_does_not_hold_whole_records_is_refused(int length)
    {
        _folder.Write("test_batch.bin", Some.Binary[..length]);
        Assert.That(Refusal.Of(Mine, Split.Test).Code, Is.EqualTo("ROCL0441"));
    }

    [Test]
    public void A_label_out_of_range_in_a_binary_file_is_refused()
    {
        _folder.Write("test_batch.bin", (Some with { Labels = [1, 10, 2] }).Binary);
        Assert.That(Refusal.Of(Mine, Split.Test).Code, Is.EqualTo("ROCL0449"));
    }

    [Test]
    public void A_folder_that_has_to_be_official_must_have_every_image([Values] bool pickled)
    {
        _folder.Write(pickled ? "test_batch" : "test_batch.bin", pickled ? Some.Pickle() : Some.Binary);
        var problem = Refusal.Of(Mine with { Verify = true }, Split.Test);
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0448", "it has 3 images; the official file has 10000."))
        );
    }

    [Test]
    public void A_folder_of_the_official_size_is_read_with_verification_on()
    {
        _folder.Write("test_batch", Photos.Plain(5, new byte[10_000]).Pickle());
        var pixels = Refusal.OrPixels(Mine with { Verify = true }, Split.Test)!;
        Assert.That((pixels.Length, pixels.AsSpan().IndexOfAnyExcept<byte>(5)), Is.EqualTo((10_000 * 3072, -1)));
    }

    [Test]
    public void The_folder_of_CIFAR_10_given_to_CIFAR_100_is_refused_by_name()
    {
        _folder.Write("test_batch.bin", Some.Binary);
        Assert.That(Refusal.Of(new Cifar100(_folder.Path), Split.Test).Code, Is.EqualTo("ROCL0452"));
    }

    [Test]
    public void A_file_of_absurd_size_is_refused_before_memory_is_taken()
    {
        using (var sparse = File.Create(Path.Combine(_folder.Path, "test_batch")))
            sparse.SetLength(4L << 30);
        Assert.That(Refusal.Of(Mine, Split.Test).Code, Is.EqualTo("ROCL0444"));
    }

    private Cifar10 Mine => new(_folder.Path, Verify: false);
}
