using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using RoCL.Core.Components;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Natives;
using Shared.Plugins;

namespace Plugins.Tests.Loading;

/// <summary>
/// Two plugins, each with a library that needs its own library of one name: the linker would give
/// both the first one's.
/// </summary>
[Platform("Linux")]
public sealed class SharingNatives
{
    private const string Helper = "libhelper.so";

    private PluginsFolder _plugins = null!;

    [SetUp]
    public void AddTwo()
    {
        _plugins = new PluginsFolder();
        _plugins.Add("SignMomentumOne", "One");
        _plugins.Add("SignMomentumTwo", "Two");
    }

    [TearDown]
    public void Leave() => _plugins.Dispose();

    [Test]
    public void Different_helpers_of_one_name_are_refused_and_both_files_named()
    {
        Write("One", needed: Helper, code: 1);
        Write("Two", needed: Helper, code: 2);
        var problem = LoadBoth()!;
        Assert.That(problem.Code, Is.EqualTo("ROCL0707"));
        Assert.That(problem.What, Does.Contain(Path.Combine("One", Helper)).And.Contain(Path.Combine("Two", Helper)));
    }

    [TestCase(Helper, 1, TestName = "The_same_helper_serves_both")]
    [TestCase("libc.so.6", 2, TestName = "Helpers_that_no_library_needs_are_each_plugins_own")]
    public void Others_are_no_clash(string needed, int code)
    {
        Write("One", needed, code: 1);
        Write("Two", needed, code);
        Assert.That(LoadBoth(), Is.Null);
    }

    [Test]
    public void Names_are_read_from_a_library_of_the_system_and_from_no_other_file()
    {
        var native = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");
        Assert.That(ElfNames.Of(native).Own, Is.EqualTo("libSystem.Native.so"));
        Assert.That(ElfNames.Of(native).Needed, Has.Some.StartsWith("libc."));
        var whole = File.ReadAllBytes(native);
        foreach (var length in new[] { 0, 10, 64, 100, 300, whole.Length / 2 })
            Assert.DoesNotThrow(() => ElfNames.Of(_plugins.Write("cut.so", whole[..length])), $"{length}");
    }

    private void Write(string plugin, string needed, int code)
    {
        _plugins.Write($"{plugin}/libutil.so", Library("libutil.so", needed, 0));
        _plugins.Write($"{plugin}/{Helper}", Library(Helper, "libc.so.6", (byte)code));
    }

    private Problem? LoadBoth()
    {
        var loader = new McMasterPluginLoader();
        var copies = new PluginCopies(Path.Combine(_plugins.Root, "copies"), "none", _ => { });
        try
        {
            foreach (var name in new[] { "One", "Two" })
            {
                var origin = Path.Combine(_plugins.Root, name, "SignMomentum.dll");
                loader.Load(new PluginIdentity(name, "1.0.0", copies.Of(origin)) { Origin = origin });
            }

            return null;
        }
        catch (ProblemException refused)
        {
            return refused.Problem;
        }
    }

    // A header, a segment that is loaded whole, the linker's table, and the names; then the code.
    private static byte[] Library(string own, string needed, byte code)
    {
        const int Table = 64 + 2 * 56;
        const int Names = Table + 4 * 16;
        var names = Encoding.ASCII.GetBytes($"\0{own}\0{needed}\0");
        var file = new byte[Names + names.Length + 1];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), 64);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(54), 56);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(56), 2);
        Segment(file.AsSpan(64), kind: 1, offset: 0, file.Length);
        Segment(file.AsSpan(64 + 56), kind: 2, Table, length: 4 * 16);
        long[] table = [14, 1, 1, own.Length + 2, 5, Names, 0, 0];
        MemoryMarshal.AsBytes(table.AsSpan()).CopyTo(file.AsSpan(Table));
        names.CopyTo(file.AsSpan(Names));
        file[^1] = code;
        return file;
    }

    private static void Segment(Span<byte> segment, int kind, long offset, long length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(segment, kind);
        BinaryPrimitives.WriteInt64LittleEndian(segment[8..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(segment[16..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(segment[32..], length);
    }
}
