using RoCL.Contracts.Native;

namespace Contracts.Tests.Native;

public sealed class VersionNeedsTests
{
    private const string Needless = "GLIBCXX_3.4.32";

    [Test]
    public void In_TorchSharps_own_library_one_flag_of_16_bits_changes_and_nothing_else()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assume.That(
            OperatingSystem.IsLinux() && File.Exists(file),
            "TorchSharp's native library for Linux x64 is not among this test's files."
        );
        var (before, after) = (File.ReadAllBytes(file), File.ReadAllBytes(file));
        Assert.That(VersionNeeds.Weaken(after, Needless), Is.EqualTo(1));
        var changed = Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]).ToList();
        Assert.That(changed.Select(i => (before[i], after[i])), Is.EqualTo(new[] { ((byte)0, (byte)2) }));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(before), "the package's own file stays as it is");
    }

    [Test]
    public void Only_the_version_of_that_name_becomes_optional()
    {
        var (before, after) = (
            TinyElf.Make("GLIBCXX_3.4", Needless, "GLIBC_2.17"),
            TinyElf.Make("GLIBCXX_3.4", Needless, "GLIBC_2.17")
        );
        Assert.That(VersionNeeds.Weaken(after, Needless), Is.EqualTo(1));
        Assert.That(
            Enumerable.Range(0, after.Length).Where(i => before[i] != after[i]),
            Is.EqualTo(new[] { 64 + 32 + 4 })
        );
        Assert.That(VersionNeeds.Weaken(after, "GLIBCXX_3.4.3"), Is.Zero);
        Assert.That(VersionNeeds.Weaken(after, Needless), Is.EqualTo(1), "a second time it is found again");
    }

    [Test]
    public void A_version_that_two_libraries_have_becomes_optional_in_both() =>
        Assert.That(VersionNeeds.Weaken(TinyElf.Make(Needless, "GLIBC_2.17", Needless), Needless), Is.EqualTo(2));

    [Law]
    public bool What_is_no_ELF_file_stays_as_it_is(byte[] bytes)
    {
        var after = bytes.ToArray();
        return VersionNeeds.Weaken(after, Needless) == 0 && after.SequenceEqual(bytes);
    }

    [Test]
    public void A_file_cut_short_anywhere_stops_nobody()
    {
        var whole = TinyElf.Make("GLIBCXX_3.4", Needless, "GLIBC_2.17");
        foreach (var length in Enumerable.Range(0, whole.Length))
        {
            var cut = whole[..length];
            var changed = VersionNeeds.Weaken(cut, Needless);
            Assert.That(
                changed == 0 ? cut.AsSpan().SequenceEqual(whole.AsSpan(0, length)) : changed == 1,
                $"cut to {length} bytes"
            );
        }
    }

    [Test]
    public void A_damaged_byte_anywhere_stops_nobody()
    {
        var whole = TinyElf.Make("GLIBCXX_3.4", Needless, "GLIBC_2.17");
        foreach (var i in Enumerable.Range(0, whole.Length))
        {
            foreach (var value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                var damaged = whole.ToArray();
                damaged[i] = value;
                Assert.That(VersionNeeds.Weaken(damaged, Needless), Is.InRange(0, 3), $"byte {i} is {value}");
            }
        }
    }
}
