using RoCL.Plugins.Trust;
using Shared.Plugins;

namespace Plugins.Tests.Trust;

public sealed class Hashing
{
    [Test]
    public void Copies_have_one_hash_wherever_they_lie()
    {
        using var folder = new PluginsFolder();
        var one = folder.Add("NeedsDependencyOne", "a");
        var other = folder.Add("NeedsDependencyOne", "b");
        Assert.That(Hash(one), Has.Length.EqualTo(64));
        Assert.That(Hash(other), Is.EqualTo(Hash(one)));
    }

    [TestCase("NeedsDependencyOne.dll")]
    [TestCase("Dependency.dll")]
    [TestCase("another.dll")]
    [TestCase("runtimes/linux-x64/native/libfast.so")]
    public void Other_code_is_another_hash(string file)
    {
        using var folder = new PluginsFolder();
        var plugin = folder.Add("NeedsDependencyOne", "a");
        var before = Hash(plugin);
        folder.Write($"a/{file}", [1]);
        Assert.That(Hash(plugin), Is.Not.EqualTo(before));
    }

    [Test]
    public void What_is_no_code_does_not_count()
    {
        using var folder = new PluginsFolder();
        var plugin = folder.Add("NeedsDependencyOne", "a");
        var before = Hash(plugin);
        folder.Write("a/notes.txt", [1]);
        Assert.That(Hash(plugin), Is.EqualTo(before));
    }

    private static string Hash(string folder) =>
        PluginHash.Of(new("NeedsDependencyOne", "1.2.3", Path.Combine(folder, "NeedsDependencyOne.dll")));
}
