using System.Formats.Tar;
using RoCL.Datasets.ImageFolder;
using TarGzip = Plugins.Tests.Cifar.TarGzip;

namespace Plugins.Tests.Datasets;

/// <summary>Archives that are not those of an image folder, with the code of each refusal.</summary>
public sealed class ImageFolderStrangeArchiveTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    private static TestCaseData Case(string sentence, string code, string what, byte[] archive) =>
        new TestCaseData(code, what, archive).SetName(sentence);

    public static IEnumerable<TestCaseData> TarArchives()
    {
        static byte[] With(TarEntry entry) =>
            TarGzip.Entries([.. Pictures.Sound.Select(file => TarGzip.File(file.Name, file.Bytes)), entry]);
        return
        [
            Case(
                "A_tar_path_that_leaves_the_archive_is_refused",
                "ROCL0430",
                "'../x.png'",
                With(TarGzip.File("../x.png", [1]))
            ),
            Case(
                "A_link_in_a_tar_archive_is_refused",
                "ROCL0430",
                "SymbolicLink",
                With(TarGzip.Link("train/a/2.png", "/etc/passwd"))
            ),
            Case(
                "An_image_that_is_there_twice_is_refused",
                "ROCL0429",
                "'train/a/1.png' twice",
                With(TarGzip.File("train/a/1.png", PngFile.Solid(1)))
            ),
            Case(
                "An_image_of_absurd_size_is_refused",
                "ROCL0431",
                "268435457 bytes",
                TarGzip.Claiming("a/1.png", (256 << 20) + 1)
            ),
            Case(
                "An_image_that_claims_more_than_the_archive_has_is_refused",
                "ROCL0429",
                "",
                TarGzip.Claiming("a/1.png", 100_000)
            ),
            Case(
                "A_tar_image_that_claims_8_GB_is_refused",
                "ROCL0429",
                "no tar archive",
                TarGzip.Claiming("a/1.png", (8L << 30) - 1)
            ),
            Case(
                "A_gzip_file_that_unpacks_to_a_flood_is_refused",
                "ROCL0429",
                "more bytes",
                [.. TarGzip.Packed(new byte[20_000_000])[..^4], 0, 8, 0, 0]
            ),
            Case(
                "An_archive_that_claims_to_unpack_to_gigabytes_is_refused",
                "ROCL0429",
                "4026531840 bytes",
                [.. TarGzip.Of(Pictures.Sound)[..^4], 0, 0, 0, 0xf0]
            ),
            Case(
                "A_gzip_file_that_is_no_archive_is_refused",
                "ROCL0429",
                "no tar archive",
                TarGzip.Packed([.. Enumerable.Repeat((byte)'x', 2000)])
            ),
            Case("What_is_no_archive_is_refused", "ROCL0429", "neither", PngFile.Solid(1)),
            Case(
                "An_archive_with_an_empty_class_is_refused",
                "ROCL0423",
                "no image",
                With(new UstarTarEntry(TarEntryType.Directory, "train/c/"))
            ),
            Case(
                "An_archive_of_one_class_is_refused",
                "ROCL0421",
                "the number found is 1",
                TarGzip.Of(("d/a/1.png", [1]), ("d/readme", [1]))
            ),
            Case(
                "An_archive_without_a_part_to_test_on_is_refused",
                "ROCL0420",
                "'train'",
                TarGzip.Of(("train/a/1.png", [1]), ("train/b/1.png", [1]))
            ),
        ];
    }

    public static IEnumerable<TestCaseData> ZipArchives()
    {
        static byte[] With(string name, byte[] bytes, int attributes = 0) =>
            ZipBytes.WithAttributes(attributes, [.. Pictures.Sound, (name, bytes)]);
        return
        [
            Case(
                "A_zip_path_that_leaves_the_archive_is_refused",
                "ROCL0430",
                "'train/../../x.png'",
                With("train/../../x.png", [1])
            ),
            Case("A_zip_path_of_Windows_that_leaves_is_refused", "ROCL0430", "'..\\x.png'", With("..\\x.png", [1])),
            Case("A_zip_path_from_the_root_is_refused", "ROCL0430", "'/etc/x.png'", With("/etc/x.png", [1])),
            Case(
                "A_link_in_a_zip_archive_is_refused",
                "ROCL0430",
                "is a link",
                With("train/a/2.png", "/etc/passwd"u8.ToArray(), 0xa1ff << 16)
            ),
            Case(
                "A_zip_image_that_is_there_twice_is_refused",
                "ROCL0429",
                "'train/a/1.png' twice",
                With("train/a/1.png", PngFile.Solid(1))
            ),
            Case(
                "A_zip_image_of_absurd_size_is_refused",
                "ROCL0431",
                "4278190080 bytes",
                ZipBytes.Claiming(ZipBytes.Of(Pictures.Sound), 0xff000000)
            ),
            Case(
                "A_zip_image_that_claims_more_than_it_could_hold_is_refused",
                "ROCL0429",
                "268435455 bytes",
                ZipBytes.Claiming(ZipBytes.Of(Pictures.Sound), 0x0fffffff)
            ),
            Case("Zip_images_that_share_their_bytes_are_refused", "ROCL0429", "more than its", ZipBytes.Sharing()),
            Case(
                "A_zip_image_with_another_checksum_is_refused",
                "ROCL0429",
                "'train/a/1.png' is damaged",
                ZipBytes.Missummed(ZipBytes.Of(Pictures.Sound))
            ),
        ];
    }

    [TestCaseSource(nameof(TarArchives))]
    [TestCaseSource(nameof(ZipArchives))]
    public void A_strange_archive_is_refused(string code, string what, byte[] archive)
    {
        var path = _folder.Write("archive", archive);
        var problem = Refusal.Of(new ImageFolder(path, Size: 4, Channels: 1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.What, Does.Contain(what));
            Assert.That(problem.Where, Does.StartWith(path));
            Assert.That(
                Directory.GetFileSystemEntries(_folder.Path),
                Has.Length.EqualTo(1),
                "nothing is unpacked to disk"
            );
        }
    }
}
