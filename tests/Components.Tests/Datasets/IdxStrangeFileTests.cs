namespace Components.Tests.Datasets;

/// <summary>IDX files that are not what they should be, with the code of each refusal.</summary>
public sealed class IdxStrangeFileTests
{
    private SoundIdx _folder = null!;

    [SetUp]
    public void Write_a_sound_data_set() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    public static IEnumerable<TestCaseData> Damaged()
    {
        TestCaseData Case(string sentence, string code, string name, byte[] bytes) =>
            new TestCaseData(code, name, bytes).SetName(sentence);
        yield return Case("A_file_that_is_no_gzip_is_refused", "ROCL0402", SoundIdx.Images, [.. SoundIdx.Pixels]);
        yield return Case("An_empty_file_is_refused", "ROCL0402", SoundIdx.Labels, []);
        yield return Case(
            "A_file_with_too_few_values_is_refused",
            "ROCL0402",
            SoundIdx.Images,
            IdxGzip.Of([3, 2, 4], SoundIdx.Pixels[1..])
        );
        yield return Case(
            "A_gzip_file_with_something_after_it_is_refused",
            "ROCL0402",
            SoundIdx.Images,
            [.. SoundIdx.ImageBytes, 1, 2, 3]
        );
        yield return Case(
            "A_header_cut_short_is_refused",
            "ROCL0402",
            SoundIdx.Images,
            IdxGzip.Packed([0, 0, 8, 3, 0, 0])
        );
        yield return Case(
            "A_file_with_a_value_too_many_is_refused",
            "ROCL0403",
            SoundIdx.Images,
            IdxGzip.Of([3, 2, 4], [.. SoundIdx.Pixels, 0])
        );
        yield return Case(
            "Labels_in_the_place_of_images_are_refused",
            "ROCL0403",
            SoundIdx.Images,
            SoundIdx.LabelBytes
        );
        yield return Case(
            "Images_in_the_place_of_labels_are_refused",
            "ROCL0403",
            SoundIdx.Labels,
            SoundIdx.ImageBytes
        );
        yield return Case(
            "Values_that_are_no_bytes_are_refused",
            "ROCL0403",
            SoundIdx.Images,
            IdxGzip.Of([3, 2, 4], SoundIdx.Pixels, magic: 0xd03)
        );
        yield return Case("A_file_without_images_is_refused", "ROCL0403", SoundIdx.Images, IdxGzip.Of([0, 2, 4], []));
        yield return Case("Images_without_height_are_refused", "ROCL0403", SoundIdx.Images, IdxGzip.Of([3, 0, 4], []));
        yield return Case(
            "Images_of_absurd_width_are_refused",
            "ROCL0403",
            SoundIdx.Images,
            IdxGzip.Of([1, 1, 1025], new byte[1025])
        );
        yield return Case("Fewer_labels_than_images_are_refused", "ROCL0405", SoundIdx.Labels, IdxGzip.Of([2], [1, 2]));
        yield return Case(
            "More_labels_than_images_are_refused",
            "ROCL0405",
            SoundIdx.Labels,
            IdxGzip.Of([4], [1, 2, 3, 4])
        );
        yield return Case(
            "A_label_beyond_the_tenth_class_is_refused",
            "ROCL0406",
            SoundIdx.Labels,
            IdxGzip.Of([3], [9, 10, 0])
        );
    }

    [TestCaseSource(nameof(Damaged))]
    public void A_damaged_file_is_refused(string code, string name, byte[] bytes)
    {
        var path = _folder.Write(name, bytes);
        var problem = Refusal.Of(_folder.DataSet);
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, path)));
    }

    [TestCase(uint.MaxValue, 28u, 28u)]
    [TestCase(uint.MaxValue, 1024u, 1024u)]
    [TestCase(2_000_000u, 28u, 28u)]
    public void What_no_file_of_that_size_can_hold_is_refused_before_memory_is_taken(
        uint count,
        uint height,
        uint width
    )
    {
        _folder.Write(SoundIdx.Images, IdxGzip.Of([count, height, width], SoundIdx.Pixels));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Refusal.Of(_folder.DataSet);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo("ROCL0403"));
            Assert.That(problem.What, Does.Contain($"{count} x {height} x {width}"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
        }
    }
}
