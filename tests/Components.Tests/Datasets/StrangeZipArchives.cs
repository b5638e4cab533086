using Shared.Datasets;

namespace Components.Tests.Datasets;

/// <summary>Zip archives that are not those of an image folder.</summary>
internal static class StrangeZipArchives
{
    public static IEnumerable<TestCaseData> All()
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

    private static TestCaseData Case(string sentence, string code, string what, byte[] archive) =>
        new TestCaseData(code, what, archive).SetName(sentence);
}
