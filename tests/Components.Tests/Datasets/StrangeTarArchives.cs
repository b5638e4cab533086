using System.Formats.Tar;
using Shared.Datasets;
using TarGzip = Shared.Datasets.TarGzip;

namespace Components.Tests.Datasets;

/// <summary>Tar archives that are not those of an image folder.</summary>
internal static class StrangeTarArchives
{
    public static IEnumerable<TestCaseData> All()
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
                "An_archive_without_images_is_refused",
                "ROCL0421",
                "Found instead: 1 .txt file (readme.txt), 1 folder inside a folder of images (a)",
                TarGzip.Of(("d/a/1.webp", [1]), ("d/readme.txt", [1]))
            ),
            Case(
                "An_archive_without_a_part_to_test_on_is_refused",
                "ROCL0420",
                "'train'",
                TarGzip.Of(("train/a/1.png", [1]), ("train/b/1.png", [1]))
            ),
        ];
    }

    private static TestCaseData Case(string sentence, string code, string what, byte[] archive) =>
        new TestCaseData(code, what, archive).SetName(sentence);
}
