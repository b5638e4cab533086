using System.Collections.Immutable;
using System.Security.Cryptography;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Natives;
using Shared.Plugins;

namespace Plugins.Tests.Loading;

/// <summary>
/// A plugin whose native library is damaged is not loaded, and the library is named.
/// </summary>
public sealed class LookingAtNatives
{
    private const string Name = "SignMomentum/runtimes/linux-x64/native/libdecoder.so";
    private static readonly byte[] Sound = new byte[300];

    private PluginsFolder _plugins = null!;

    private string Library => Path.Combine(_plugins.Root, Name);

    [SetUp]
    public void Record()
    {
        _plugins = new PluginsFolder("SignMomentum");
        _plugins.Write(Name, Sound);
        var line = $"{Convert.ToHexString(SHA256.HashData(Sound))}  {Path.GetRelativePath("SignMomentum", Name)}\n";
        _plugins.Write("SignMomentum/natives.sha256", System.Text.Encoding.ASCII.GetBytes(line));
    }

    [TearDown]
    public void Leave() => _plugins.Dispose();

    [TestCase("whole", ExpectedResult = "")]
    [TestCase("gone", ExpectedResult = "ROCL0703")]
    [TestCase("cut short", ExpectedResult = "ROCL0704")]
    [TestCase("another byte", ExpectedResult = "ROCL0704")]
    public string A_damaged_one_is_named_before_anything_is_loaded(string damage)
    {
        Damage(damage);
        var problems = ProblemsOf(copies: null);
        Assert.That(problems.Select(problem => problem.Where), Has.All.EqualTo(Library));
        return string.Join(' ', problems.Select(problem => problem.Code));
    }

    [Test]
    public void The_copy_of_a_plugin_is_looked_at_and_the_persons_own_file_named()
    {
        using var cache = new PluginsFolder();
        Damage("another byte");
        var copies = new PluginCopies(cache.Root, Path.Combine(cache.Root, "plugins"), _ => { });
        Assert.That(ProblemsOf(copies).Single().Where, Is.EqualTo(Library));
    }

    [Test]
    public void The_build_records_each_native_library_of_the_plugins_beside_the_host()
    {
        var folders = Directory.GetDirectories(Places.BuiltPlugins);
        var recorded = folders.SelectMany(folder =>
            RecordedNative
                .In(Path.Combine(folder, RecordedNative.RecordName))
                .Select(native => Path.GetFullPath(Path.Combine(folder, native.Name)))
        );
        Assert.That(recorded.Where(RecordedNative.IsThere), Has.Some.Contains("SkiaSharp"));
    }

    private void Damage(string how)
    {
        if (how == "gone")
            File.Delete(Library);
        if (how == "cut short")
            File.WriteAllBytes(Library, Sound[..4]);
        if (how == "another byte")
            File.WriteAllBytes(Library, [.. Sound[1..], 7]);
    }

    private ImmutableArray<Problem> ProblemsOf(PluginCopies? copies)
    {
        var folders = new PluginFolders([_plugins.Root]) { Copies = copies };
        var component = PluginCatalogue.Read(folders, HostPlatform.Here).Components.Single();
        try
        {
            new LoadedComponents(new McMasterPluginLoader()).Find(component);
            return [];
        }
        catch (ProblemException refused)
        {
            return refused.Problems;
        }
    }
}
