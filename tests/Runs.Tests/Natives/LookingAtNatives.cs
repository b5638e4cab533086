using System.Buffers.Binary;
using System.Security.Cryptography;
using RoCL.Runs.Natives;
using Shared.Folders;

namespace Runs.Tests.Natives;

/// <summary>Damaged native libraries are found and named without being loaded.</summary>
public sealed class LookingAtNatives
{
    private static readonly string[] Names = ["libc10.so", "libtorch_cpu.so", "libtorch_python.so"];

    private TemporaryFolder _folder = null!;

    private NativeFiles Natives => new(PathOf("natives.sha256"), [PathOf("elsewhere"), _folder.Path]);

    [SetUp]
    public void Record()
    {
        _folder = new();
        foreach (var name in Names)
            File.WriteAllBytes(PathOf(name), Library());
        File.WriteAllLines(
            PathOf("natives.sha256"),
            Names.Select(name => $"{Convert.ToHexString(SHA256.HashData(Library()))}  {name}")
        );
    }

    [TearDown]
    public void Leave() => _folder.Dispose();

    [Test]
    public void Whole_ones_are_well_and_so_is_a_program_without_a_record()
    {
        Assert.That(Natives.Glance().Concat(Natives.Examine()), Is.Empty);
        File.Delete(PathOf("natives.sha256"));
        File.Delete(PathOf("libc10.so"));
        Assert.That(Natives.Glance().Concat(Natives.Examine()), Is.Empty);
    }

    [Test]
    public void One_that_was_cut_short_anywhere_is_named_at_a_glance([Values(0, 3, 40, 63, 64, 200, 255)] int length)
    {
        File.WriteAllBytes(PathOf("libtorch_cpu.so"), Library()[..length]);
        foreach (var problem in new[] { Natives.Glance().Single(), Natives.Examine().Single() })
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0704", PathOf("libtorch_cpu.so"))));
    }

    [Test]
    public void One_that_is_missing_is_named_at_a_glance_a_link_that_leads_nowhere_too([Values] bool isLink)
    {
        File.Delete(PathOf("libc10.so"));
        if (isLink)
            File.CreateSymbolicLink(PathOf("libc10.so"), PathOf("no-package/libc10.so"));
        var problem = Natives.Glance().Single();
        Assert.That((problem.Code, Path.GetFileName(problem.Where)), Is.EqualTo(("ROCL0703", "libc10.so")));
    }

    [Test]
    public void One_with_another_byte_is_found_by_its_hash_and_the_file_is_named_that_a_link_leads_to()
    {
        var package = Directory.CreateDirectory(PathOf("package")).FullName;
        var target = Path.Combine(package, "libc10.so");
        var changed = Library();
        changed[^1]++;
        File.WriteAllBytes(target, changed);
        File.Delete(PathOf("libc10.so"));
        File.CreateSymbolicLink(PathOf("libc10.so"), target);
        Assert.That(Natives.Glance(), Is.Empty, "that would take seconds");
        var problem = Natives.Examine().Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0704", target)));
    }

    [Test]
    public void One_that_nothing_loads_keeps_no_run_from_beginning()
    {
        File.Delete(PathOf("libtorch_python.so"));
        Assert.That(Natives.Glance(), Is.Empty);
        Assert.That(Natives.Examine().Single().Code, Is.EqualTo("ROCL0703"));
    }

    [Test, Platform("Linux")]
    public void Where_another_libtorch_is_used_the_program_needs_no_more_of_its_own_than_the_way_to_it()
    {
        File.WriteAllBytes(PathOf("libLibTorchSharp.so"), Library());
        File.AppendAllText(PathOf("natives.sha256"), $"{new string('0', 64)}  libLibTorchSharp.so\n");
        var other = Directory.CreateDirectory(PathOf("other")).FullName;
        foreach (var name in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            File.WriteAllBytes(Path.Combine(other, name), Library());
        File.Delete(PathOf("libtorch_cpu.so"));
        var natives = new NativeFiles(PathOf("natives.sha256"), [_folder.Path], new(other));
        Assert.That(natives.Glance(), Is.Empty);
        Assert.That(natives.Examine().Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0704" }));

        File.Delete(Path.Combine(other, "libc10.so"));
        File.Delete(PathOf("libLibTorchSharp.so"));
        Assert.That(natives.Glance().Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0716", "ROCL0703" }));
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    // A header, and a table of two sections at the end.
    private static byte[] Library()
    {
        var file = new byte[256];
        "\u007fELF\u0002\u0001"u8.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(40), 128);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(58), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), 2);
        return file;
    }
}
