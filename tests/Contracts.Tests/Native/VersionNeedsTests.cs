using RoCL.Contracts.Native;

namespace Contracts.Tests.Native;

public sealed class VersionNeedsTests
{
    private const string Unused = "GLIBCXX_3.4.32";

    [Test]
    public void In_TorchSharps_own_library_one_flag_of_16_bits_changes_and_nothing_else()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assume.That(
            OperatingSystem.IsLinux() && File.Exists(file),
            "TorchSharp's native library for Linux x64 is not among this test's files."
        );
        // Loads the library. The flag is still 0 in the file that is read afterwards: where a copy
        // had to be patched, the package's own file is unchanged.
        using var loaded = zeros(1);
        var original = File.ReadAllBytes(file);
        var weakened = original.ToArray();
        Assert.That(VersionNeeds.Weaken(weakened, Unused), Is.EqualTo(1));
        var changed = ChangedOffsets(original, weakened);
        Assert.That(changed.Select(offset => (original[offset], weakened[offset])), Is.EqualTo([((byte)0, (byte)2)]));
    }

    [Test]
    public void Only_the_version_of_that_name_becomes_optional()
    {
        var original = TinyElf.Make("GLIBCXX_3.4", Unused, "GLIBC_2.17");
        var weakened = original.ToArray();
        Assert.That(VersionNeeds.Weaken(weakened, Unused), Is.EqualTo(1));
        Assert.That(ChangedOffsets(original, weakened), Is.EqualTo([64 + 32 + 4]));
        Assert.That(VersionNeeds.Weaken(weakened, "GLIBCXX_3.4.3"), Is.Zero);
        Assert.That(VersionNeeds.Weaken(weakened, Unused), Is.EqualTo(1), "a second time it is found again");
    }

    [Test]
    public void A_version_that_two_libraries_have_becomes_optional_in_both() =>
        Assert.That(VersionNeeds.Weaken(TinyElf.Make(Unused, "GLIBC_2.17", Unused), Unused), Is.EqualTo(2));

    [Law]
    public bool What_is_no_ELF_file_stays_as_it_is(byte[] bytes)
    {
        var after = bytes.ToArray();
        return VersionNeeds.Weaken(after, Unused) == 0 && after.SequenceEqual(bytes);
    }

    [Test]
    public void A_file_with_another_magic_number_stays_as_it_is([Values(0, 1, 2, 3, 4, 5)] int position)
    {
        var otherFormat = TinyElf.Make("GLIBCXX_3.4", Unused, "GLIBC_2.17");
        otherFormat[position]++;
        var after = otherFormat.ToArray();
        Assert.That(VersionNeeds.Weaken(after, Unused), Is.Zero);
        Assert.That(after, Is.EqualTo(otherFormat));
    }

    [Test]
    public void A_file_cut_short_anywhere_is_weakened_or_left_as_it_is()
    {
        var whole = TinyElf.Make("GLIBCXX_3.4", Unused, "GLIBC_2.17");
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var changed = VersionNeeds.Weaken(cut, Unused);
            Assert.That(changed, Is.InRange(0, 1), $"cut to {length} bytes");
            Assert.That(ChangedOffsets(whole[..length], cut), Has.Exactly(changed).Items, $"cut to {length} bytes");
        }
    }

    [Test]
    public void A_damaged_byte_anywhere_changes_no_more_than_flags()
    {
        var whole = TinyElf.Make("GLIBCXX_3.4", Unused, "GLIBC_2.17");
        for (var position = 0; position < whole.Length; position++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                var damaged = whole.ToArray();
                damaged[position] = value;
                var after = damaged.ToArray();
                var found = VersionNeeds.Weaken(after, Unused);
                Assert.That(found, Is.InRange(0, 3), $"byte {position} is {value}");
                var changed = ChangedOffsets(damaged, after);
                Assert.That(changed, Has.Count.LessThanOrEqualTo(found), $"byte {position} is {value}");
                Assert.That(changed.Select(offset => after[offset] ^ damaged[offset]), Is.All.EqualTo(2));
            }
        }
    }

    private static List<int> ChangedOffsets(byte[] before, byte[] after) =>
        Enumerable.Range(0, before.Length).Where(offset => before[offset] != after[offset]).ToList();
}
