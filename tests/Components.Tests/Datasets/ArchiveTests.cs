using System.Formats.Tar;
using RoCL.Contracts.Archives;
using Law = FsCheck.NUnit.PropertyAttribute;
using TarGzip = Shared.Datasets.TarGzip;

namespace Components.Tests.Datasets;

/// <summary>The reader of archives that data sets share.</summary>
public sealed class ArchiveTests
{
    private static readonly ArchiveLimits Limits = new(LargestFile: 1 << 20, LargestTotal: 1 << 22, MostEntries: 50);

    public static IEnumerable<Func<(string, byte[])[], byte[]>> Writers() => [Tar, TarGzip.Of, ZipBytes.Of];

    [Law(MaxTest = 60)]
    public bool What_was_written_is_what_is_read_in_its_order(int seed, bool isSmall)
    {
        var random = new Random(seed);
        var files = Enumerable.Range(0, random.Next(1, 9)).Select(i => File(random, i, isSmall ? 600 : 5000)).ToArray();
        return Writers()
            .Select(write => Read(write(files)))
            .All(entries =>
                entries.Select(entry => entry.Name).SequenceEqual(files.Select(file => file.Name))
                && entries.Zip(files).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes))
            );
    }

    [TestCaseSource(nameof(Writers))]
    public void Bytes_are_kept_of_the_files_wanted_and_of_no_others(Func<(string, byte[])[], byte[]> write)
    {
        var entries = Read(write([("a/1.png", [1, 2]), ("a/1.txt", [3]), ("b.png", [4])]), name => name == "1.png");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries.Select(entry => entry.Bytes.Length), Is.EqualTo(new[] { 2, 0, 0 }));
            Assert.That(entries.Select(entry => entry.Path.Count), Is.EqualTo(new[] { 2, 2, 1 }));
            Assert.That(entries.Select(entry => entry.IsFolder), Is.All.False);
        }
    }

    [TestCaseSource(nameof(Writers))]
    public void One_file_more_than_is_allowed_is_too_many(Func<(string, byte[])[], byte[]> write)
    {
        byte[] Many(int count) => write([.. Enumerable.Range(0, count).Select(i => ($"{i}", new byte[] { 1 }))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(Many(50)), Has.Count.EqualTo(50));
            Assert.That(FaultOf(Many(51)), Is.EqualTo(ArchiveFault.TooLarge));
        }
    }

    [TestCaseSource(nameof(Writers))]
    public void One_byte_more_than_a_file_may_have_is_too_much(Func<(string, byte[])[], byte[]> write)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(write([("a", Noise(1 << 20))])).Single().Bytes.Length, Is.EqualTo(1 << 20));
            Assert.That(FaultOf(write([("a", Noise((1 << 20) + 1))])), Is.EqualTo(ArchiveFault.TooLarge));
        }
    }

    [TestCaseSource(nameof(Writers))]
    public void More_than_all_files_may_have_together_is_refused(Func<(string, byte[])[], byte[]> write)
    {
        var files = Enumerable.Range(0, 5).Select(i => ($"{i}", Noise(1 << 20))).ToArray();
        Assert.That(FaultOf(write(files)), Is.EqualTo(ArchiveFault.TooLarge).Or.EqualTo(ArchiveFault.Damaged));
    }

    [TestCaseSource(nameof(Writers))]
    public void One_name_in_two_spellings_is_there_twice(Func<(string, byte[])[], byte[]> write) =>
        Assert.That(FaultOf(write([("a/b", [1]), ("a/./b", [2])])), Is.EqualTo(ArchiveFault.Damaged));

    [TestCase("../x")]
    [TestCase("a/../x")]
    [TestCase("/x")]
    [TestCase("\\x")]
    [TestCase("a\\..\\x")]
    [TestCase("C:x")]
    public void A_name_that_leads_out_is_refused(string name) =>
        Assert.That(
            Writers().Select(write => FaultOf(write([(name, [1])]))),
            Is.All.EqualTo(ArchiveFault.LeadsOutside)
        );

    [TestCase(TarEntryType.SymbolicLink)]
    [TestCase(TarEntryType.HardLink)]
    public void A_link_is_refused(TarEntryType type) =>
        Assert.That(FaultOf(TarGzip.Entries(TarGzip.Link("a", "b", type))), Is.EqualTo(ArchiveFault.LeadsOutside));

    [TestCase(TarEntryType.Fifo)]
    [TestCase(TarEntryType.CharacterDevice)]
    [TestCase(TarEntryType.BlockDevice)]
    public void A_device_is_refused(TarEntryType type) =>
        Assert.That(FaultOf(TarGzip.Entries(new UstarTarEntry(type, "a"))), Is.EqualTo(ArchiveFault.LeadsOutside));

    // The last file ends with zeros, as an end of the archive would.
    [Test]
    public void A_tar_archive_that_is_cut_between_two_files_is_cut_short()
    {
        var whole = Tar([("a", [1]), ("b", new byte[2048]), ("c", [3])]);
        const int endOfSecond = 512 + 512 + 512 + 2048;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(whole), Has.Count.EqualTo(3));
            Assert.That(FaultOf(whole[..endOfSecond]), Is.EqualTo(ArchiveFault.Damaged));
        }
    }

    [Test]
    public void A_name_from_a_file_is_fit_for_a_terminal() =>
        Assert.That(
            Archive.Printable("a\u001b[2Jb" + new string('c', 100)),
            Is.EqualTo("a?[2Jb" + new string('c', 74) + "...")
        );

    private static byte[] Tar(params (string Name, byte[] Bytes)[] files) =>
        TarGzip.Tar([.. files.Select(file => TarGzip.File(file.Name, file.Bytes))]);

    private static (string Name, byte[] Bytes) File(Random random, int number, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        var folders = string.Concat(Enumerable.Repeat("folder/", random.Next(3)));
        return ($"{folders}{number}", bytes);
    }

    private static byte[] Noise(int count)
    {
        var noise = new byte[count];
        new Random(1).NextBytes(noise);
        return noise;
    }

    private static IReadOnlyList<ArchiveEntry> Read(byte[] archive, Func<string, bool>? isWanted = null) =>
        Archive.Read(new MemoryStream(archive), Limits, isWanted ?? (_ => true));

    private static ArchiveFault FaultOf(byte[] archive) => Assert.Throws<ArchiveException>(() => Read(archive))!.Fault;
}
