using System.Runtime.InteropServices;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Trust;
using Shared.Plugins;

namespace Plugins.Tests.Copies;

/// <summary>What is loaded is a private copy of the very bytes that were hashed.</summary>
public sealed class Copying
{
    private readonly List<string> _warnings = [];
    private PluginsFolder _plugins = null!;
    private string _cache = "";

    private string Original => Path.Combine(_plugins.Root, "SignMomentum", "SignMomentum.dll");

    private PluginCopies Copies => new(Path.Combine(_cache, "copies"), Path.Combine(_cache, "plugins"), _warnings.Add);

    [SetUp]
    public void OpenFolders()
    {
        _warnings.Clear();
        _plugins = new PluginsFolder();
        _plugins.Add("SignMomentumOne", "SignMomentum");
        _cache = Directory.CreateTempSubdirectory("rocl-copies-").FullName;
    }

    [TearDown]
    public void Leave()
    {
        _plugins.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    [Test]
    public void What_is_written_over_a_loaded_plugin_changes_neither_its_code_nor_its_hash()
    {
        var component = Component();
        var loaded = new LoadedComponents(new McMasterPluginLoader());
        var type = loaded.Load(component);
        var before = PluginHash.Of(component.Plugin);
        Assert.That(type.Assembly.Location, Is.EqualTo(component.Plugin.Path).And.Not.EqualTo(Original));
        Assert.That(component.Plugin.Origin, Is.EqualTo(Original), "messages name the person's own file");

        // The same file, shorter: whoever has it mapped dies at the next page.
        using (var file = new FileStream(Original, FileMode.Open, FileAccess.Write))
            file.SetLength(100);
        Assert.That(type.GetMethods().Select(method => method.GetMethodBody()).Count(), Is.Positive);
        Assert.That(PluginHash.Of(component.Plugin), Is.EqualTo(before));
    }

    [Test]
    public void The_hash_of_a_copy_is_that_of_the_original_and_another_builds_copy_is_another()
    {
        var one = Component().Plugin;
        Assert.That(PluginHash.Of(one), Is.EqualTo(PluginHash.Of(one with { Path = Original })));
        File.Copy(Path.Combine(Places.TestPlugin("SignMomentumTwo"), "SignMomentum.dll"), Original, overwrite: true);
        var two = Component().Plugin;
        Assert.That((two.Release, two.Path), Is.Not.EqualTo((one.Release, one.Path)));
        Assert.That(File.Exists(one.Path), "who uses the first goes on with it");
    }

    [TestCase("truncated")]
    [TestCase("another build")]
    [TestCase("gone")]
    public void A_copy_that_was_damaged_is_made_again(string how)
    {
        var copy = Copies.Of(Original);
        var sound = File.ReadAllBytes(copy);
        if (how == "gone")
            File.Delete(copy);
        else if (how == "truncated")
            File.WriteAllBytes(copy, sound[..100]);
        else
            File.Copy(Path.Combine(Places.TestPlugin("SignMomentumTwo"), "SignMomentum.dll"), copy, overwrite: true);
        Assert.That(Copies.Of(Original), Is.EqualTo(copy));
        Assert.That(File.ReadAllBytes(copy), Is.EqualTo(sound));
        Assert.That(Directory.GetDirectories(Path.Combine(_cache, "copies")), Has.Length.EqualTo(1), "no leftovers");
    }

    [Test]
    public void Data_beside_a_plugin_is_found_beside_its_copy_also_where_it_comes_later()
    {
        _plugins.Write("SignMomentum/data/images.bin", [1, 2, 3]);
        var folder = Path.GetDirectoryName(Copies.Of(Original))!;
        Assert.That(File.ReadAllBytes(Path.Combine(folder, "data", "images.bin")), Is.EqualTo(new byte[] { 1, 2, 3 }));
        _plugins.Write("SignMomentum/names.txt", [4]);
        Copies.Of(Original);
        Assert.That(File.ReadAllBytes(Path.Combine(folder, "names.txt")), Is.EqualTo(new byte[] { 4 }));
    }

    [Test]
    public void Plugins_that_cannot_be_copied_are_loaded_from_where_they_lie_with_one_warning()
    {
        File.WriteAllText(Path.Combine(_cache, "copies"), "a file, where the folder should be");
        var copies = Copies;
        var second = Path.Combine(_plugins.Add("SignMomentumTwo", "Two"), "SignMomentum.dll");
        Assert.That(new[] { copies.Of(Original), copies.Of(second) }, Is.EqualTo(new[] { Original, second }));
        Assert.That(_warnings.Single(), Does.StartWith($"ROCL0259 {Original}: ").And.Contain("ROCL_CACHE"));
    }

    [TestCase(28, "Make room on the disk, or let ROCL_CACHE name another folder.")]
    [TestCase(27, "Raise the limit on the size of files (`ulimit -f`, or the batch system's setting).")]
    public void A_cache_that_cannot_be_written_says_what_helps(int number, string remedy)
    {
        var problem = CacheFault.Of("/cache", new IOException("No : '/cache/a'") { HResult = number });
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0706", "/cache")));
        Assert.That(problem.What, Does.Contain("/cache/a"));
        Assert.That(problem.Remedy, Is.EqualTo(remedy));
    }

    [Test]
    public void A_limit_on_the_size_of_files_names_the_file_which_the_runtime_does_not()
    {
        var path = Path.Combine(_cache, "large");
        var thrown = Assert.Throws<IOException>(() =>
            CacheFile.Write(
                path,
                _ =>
                {
                    // Of the same kind, and thrown from the same place.
                    using var stream = new MemoryStream();
                    stream.SetLength(-1);
                }
            )
        );
        Assert.That(thrown!.Message, Does.Contain(path));
    }

    [Test]
    public void What_was_compiled_of_a_source_is_private_already()
    {
        var compiled = Path.Combine(_cache, "plugins", "0123", "Lab", "Lab.dll");
        Assert.That(Copies.Of(compiled), Is.EqualTo(compiled));
    }

    [Test]
    public void Copies_that_nobody_has_asked_for_in_a_month_go()
    {
        var old = Directory.CreateDirectory(Path.Combine(_cache, "copies", "old")).FullName;
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-31));
        Copies.Of(Original);
        Assert.That(Directory.Exists(old), Is.False);
    }

    // Any native library does; each plugin lists it nowhere, as one that lies flat in its folder.
    [TestCase(true), TestCase(false), Platform("Linux")]
    public void Of_two_plugins_with_a_native_library_of_one_name_each_gets_its_own(bool hasDependencies)
    {
        _plugins.Add("SignMomentumTwo", "Two");
        var native = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.IO.Compression.Native.so");
        var loaded = new LoadedComponents(new McMasterPluginLoader());
        var handles = new HashSet<nint>();
        foreach (var name in (string[])["SignMomentum", "Two"])
        {
            var folder = Path.Combine(_plugins.Root, name);
            File.Copy(native, Path.Combine(folder, "libutil.so"));
            if (!hasDependencies)
                File.Delete(Path.Combine(folder, "SignMomentum.deps.json"));
            var assembly = loaded.Load(ComponentIn(folder)).Assembly;
            handles.Add(NativeLibrary.Load("util", assembly, DllImportSearchPath.SafeDirectories));
            handles.Add(NativeLibrary.Load("libutil.so", assembly, null));
        }

        Assert.That(handles, Has.Count.EqualTo(2));
    }

    [Test]
    public void All_plugins_beside_the_host_are_read_from_their_copies()
    {
        var folders = new PluginFolders([Places.BuiltPlugins]) { Copies = Copies };
        PluginCatalogue.Read(folders, HostPlatform.Here);
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var read = PluginCatalogue.Read(folders, HostPlatform.Here);
        var with = System.Diagnostics.Stopwatch.GetElapsedTime(begun);
        begun = System.Diagnostics.Stopwatch.GetTimestamp();
        PluginCatalogue.Read(folders with { Copies = null }, HostPlatform.Here);
        var without = System.Diagnostics.Stopwatch.GetElapsedTime(begun);
        TestContext.Out.WriteLine($"{with.TotalMilliseconds:0} ms, {without.TotalMilliseconds:0} ms without copies");
        Assert.That(read.Plugins.Select(plugin => plugin.Assembly.Identity.Path), Has.All.StartsWith(_cache));
    }

    private ComponentDescription Component() => ComponentIn(Path.GetDirectoryName(Original)!);

    private ComponentDescription ComponentIn(string folder)
    {
        var read = PluginCatalogue.Read(new PluginFolders([folder]) { Copies = Copies }, HostPlatform.Here);
        return read.Components.Single();
    }
}
