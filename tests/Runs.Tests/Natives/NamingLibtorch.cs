using System.Runtime.InteropServices;
using RoCL.Runs.Natives;
using Shared.Folders;

namespace Runs.Tests.Natives;

/// <summary>
/// A libtorch that a person names is looked at before it is loaded: one of another version would
/// end the process.
/// </summary>
[Platform("Linux")]
public sealed class NamingLibtorch
{
    private static readonly string[] Names = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private TemporaryFolder _installation = null!;

    private LibtorchFolder Named => new(At("lib"));

    [SetUp]
    public void Install()
    {
        _installation = new();
        Directory.CreateDirectory(At("lib"));
        foreach (var name in Names)
            File.WriteAllText(At("lib", name), "a file of no kind that is looked into");
    }

    [TearDown]
    public void Leave() => _installation.Dispose();

    [Test]
    public void One_that_states_no_version_is_left_to_say_it_when_it_is_loaded() =>
        Assert.That((Named.Refusal(), Named.StatedVersion), Is.EqualTo(((object?)null, (string?)null)));

    [Test]
    public void A_folder_that_is_not_there_and_a_file_are_refused()
    {
        File.WriteAllText(At("file"), "");
        foreach (var place in new[] { At("nowhere"), At("file") })
        {
            var problem = new LibtorchFolder(place).Refusal()!;
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0715", LibtorchFolder.Variable)));
            Assert.That(problem.What, Does.Contain(place));
        }
    }

    [Test]
    public void A_folder_without_libtorch_is_refused_with_what_it_lacks([ValueSource(nameof(Names))] string missing)
    {
        File.Delete(At("lib", missing));
        var problem = Named.Refusal()!;
        Assert.That(problem.Code, Is.EqualTo("ROCL0716"));
        Assert.That(problem.What, Does.EndWith($"it lacks {missing}."));
    }

    [Test]
    public void Where_the_folder_above_is_named_the_right_one_is_proposed()
    {
        var problem = new LibtorchFolder(_installation.Path).Refusal()!;
        Assert.That(problem.Code, Is.EqualTo("ROCL0716"));
        Assert.That(problem.Remedy, Is.EqualTo($"Name its folder {At("lib")}."));
    }

    [TestCase("version.py", "from typing import Optional\n__version__ = '{0}'\ndebug = False\n")]
    [TestCase("build-version", "{0}\n")]
    [TestCase("share/cmake/Torch/TorchConfigVersion.cmake", "set(PACKAGE_VERSION \"{0}\")\n")]
    public void Another_version_is_refused_and_the_wanted_one_is_taken_however_it_was_built(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        foreach (var version in new[] { "2.6.0+debian", "2.10.1", "2.1.0", "3.0.0+cpu" })
        {
            File.WriteAllText(At(file), text.Replace("{0}", version, StringComparison.Ordinal));
            var problem = Named.Refusal()!;
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0717", LibtorchFolder.Variable)));
            Assert.That(problem.What, Does.Contain($"version {version};").And.Contain(LibtorchFolder.WantedVersion));
        }
        foreach (var build in new[] { "", "+cu128", "+cpu" })
        {
            File.WriteAllText(
                At(file),
                text.Replace("{0}", LibtorchFolder.WantedVersion + build, StringComparison.Ordinal)
            );
            Assert.That(Named.Refusal(), Is.Null, build);
        }
    }

    [Test]
    public void A_distribution_names_the_version_in_the_file_that_a_link_leads_to()
    {
        File.Move(At("lib", "libtorch_cpu.so"), At("lib", "libtorch_cpu.so.2.6.0"));
        File.CreateSymbolicLink(At("lib", "libtorch_cpu.so.2.6"), "libtorch_cpu.so.2.6.0");
        File.CreateSymbolicLink(At("lib", "libtorch_cpu.so"), "libtorch_cpu.so.2.6");
        Assert.That((Named.StatedVersion, Named.Refusal()!.Code), Is.EqualTo(("2.6.0", "ROCL0717")));
    }

    [Test]
    public void A_library_that_was_cut_short_is_named_that_of_cuda_too(
        [Values("libc10.so", "libtorch_cpu.so", "libtorch_cuda.so")] string name
    )
    {
        File.WriteAllBytes(At("lib", name), [.. "\u007fELF\u0002\u0001"u8]);
        var problem = Named.Refusal()!;
        Assert.That(problem.Code, Is.EqualTo("ROCL0718"));
        Assert.That(problem.What, Does.Contain(At("lib", name)).And.Contain("cut short"));
    }

    [Test]
    public void Systems_other_than_linux_are_refused() =>
        Assert.That(Named.Refusal(isLinux: false)!.Code, Is.EqualTo("ROCL0719"));

    [Test]
    public void The_number_that_a_library_states_is_its_version_and_one_without_is_too_old()
    {
        Assert.That(LibtorchVersion.Unpacked(0x020a000000000000), Is.EqualTo("2.10.0"));
        Assert.That(LibtorchVersion.Unpacked(0x03000c0000000000), Is.EqualTo("3.0.12"));
        Assert.That(Named.OtherVersion(null).Code, Is.EqualTo("ROCL0717"));
    }

    [Test]
    public void A_library_that_is_a_name_alone_loads_and_is_found_by_that_name()
    {
        const string name = "rocl_named_by_a_test.so";
        Assert.That(NativeLibrary.TryLoad(name, out _), Is.False);
        var loaded = NativeLibrary.Load(NamedLibrary.In(At("cache"), name));
        Assert.That(NativeLibrary.Load(name), Is.EqualTo(loaded).And.Not.Zero);
    }

    private string At(params string[] parts) => Path.Combine([_installation.Path, .. parts]);
}
