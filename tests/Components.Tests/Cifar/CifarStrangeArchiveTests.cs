using System.Formats.Tar;
using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>Archives that are not the official one, with the code of each refusal.</summary>
public sealed class CifarStrangeArchiveTests
{
    private static readonly Photos[] Train =
    [
        .. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)(40 * i), (byte)i)),
    ];
    private static readonly Photos Test = Photos.Plain(7, 9);
    private static readonly byte[] Sound = Official.Archive(Official.BinaryTen, Official.TenInBinary(Train, Test));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    public static IEnumerable<TestCaseData> Strange()
    {
        static TestCaseData Case(string sentence, string code, string what, byte[] archive) =>
            new TestCaseData(code, what, archive).SetName(sentence);
        static byte[] With(TarEntry entry) =>
            TarGzip.Entries([
                .. Official.TenInBinary(Train, Test).Select(file => TarGzip.File(file.Name, file.Bytes)),
                entry,
            ]);
        yield return Case(
            "A_path_that_leaves_its_folder_is_refused",
            "ROCL0443",
            "'../evil'",
            With(TarGzip.File("../evil", [1]))
        );
        yield return Case(
            "A_path_that_leaves_and_comes_back_is_refused",
            "ROCL0443",
            "'a/../../evil'",
            With(TarGzip.File("a/../../evil", [1]))
        );
        yield return Case(
            "A_path_from_the_root_is_refused",
            "ROCL0443",
            "'/etc/evil'",
            With(TarGzip.File("/etc/evil", [1]))
        );
        yield return Case(
            "A_path_of_Windows_that_leaves_is_refused",
            "ROCL0443",
            "'..\\evil'",
            With(TarGzip.File("..\\evil", [1]))
        );
        yield return Case("A_path_with_a_drive_is_refused", "ROCL0443", "'C:evil'", With(TarGzip.File("C:evil", [1])));
        yield return Case("A_link_is_refused", "ROCL0443", "SymbolicLink", With(TarGzip.Link("test", "/etc/passwd")));
        yield return Case(
            "A_hard_link_is_refused",
            "ROCL0443",
            "HardLink",
            With(TarGzip.Link("test", "test_batch.bin", TarEntryType.HardLink))
        );
        yield return Case("A_pipe_is_refused", "ROCL0443", "Fifo", With(new UstarTarEntry(TarEntryType.Fifo, "pipe")));
        yield return Case(
            "A_file_that_is_there_twice_is_refused",
            "ROCL0441",
            "two files of the name 'test_batch.bin'",
            With(TarGzip.File("more/test_batch.bin", Test.Binary))
        );
        yield return Case(
            "A_file_of_absurd_size_is_refused",
            "ROCL0444",
            "268435457 bytes",
            TarGzip.Claiming("test_batch.bin", (256 << 20) + 1)
        );
        yield return Case(
            "A_file_that_claims_more_than_the_archive_has_is_refused",
            "ROCL0441",
            "",
            TarGzip.Claiming("test_batch.bin", 100_000)
        );
        yield return Case(
            "Files_without_end_are_refused",
            "ROCL0444",
            "more than 1000",
            TarGzip.Of(Enumerable.Range(0, 1001).Select(i => ($"{i}", Array.Empty<byte>())))
        );
        yield return Case(
            "What_unpacks_to_no_tar_archive_is_refused",
            "ROCL0441",
            "no tar archive",
            TarGzip.Packed([.. Enumerable.Repeat((byte)'x', 2000)])
        );
        yield return Case(
            "What_is_no_gzip_file_is_refused",
            "ROCL0441",
            "504b0304",
            [0x50, 0x4b, 3, 4, .. new byte[100]]
        );
        yield return Case("An_archive_with_something_after_it_is_refused", "ROCL0441", "", [.. Sound, 1, 2, 3]);
        yield return Case(
            "An_archive_that_claims_to_unpack_to_gigabytes_is_refused",
            "ROCL0441",
            "4026531840 bytes",
            [.. Sound[..^4], 0, 0, 0, 0xf0]
        );
        yield return Case(
            "An_archive_without_a_file_to_train_on_is_refused",
            "ROCL0440",
            "There is no such file",
            TarGzip.Of(Official.TenInBinary(Train[..4], Test))
        );
        yield return Case(
            "An_archive_of_something_else_is_refused",
            "ROCL0440",
            "None of the 1 files",
            TarGzip.Of(("holiday.jpg", [1, 2, 3]))
        );
        yield return Case(
            "The_archive_of_CIFAR_100_is_refused_by_name",
            "ROCL0452",
            "cifar-100",
            Official.Archive(Official.BinaryHundred, Official.HundredInBinary(Test, Test))
        );
        yield return Case(
            "The_archive_of_CIFAR_100_in_python_form_is_refused_by_name",
            "ROCL0452",
            "cifar-100",
            Official.Archive(Official.PythonHundred, Official.InPython("meta", "train", "test"))
        );
    }

    [TestCaseSource(nameof(Strange))]
    public void A_strange_archive_is_refused(string code, string what, byte[] archive)
    {
        var path = _folder.Write("cifar.tar.gz", archive);
        var problem = Refusal.Of(new Cifar10(path, Verify: false));
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
