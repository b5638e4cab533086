using Processes.Tests.Docs;
using Processes.Tests.New;

namespace Processes.Tests.Packages;

/// <summary>
/// The packages are made, and programs that refer to them are built and run, as the page says.
/// </summary>
[NonParallelizable]
public sealed class UsingTheLibraries
{
    [Test, Explicit("packs, and builds and runs three programs: a minute"), Platform("Linux")]
    public void The_page_can_be_followed_from_top_to_bottom()
    {
        using var folder = new PackedLibraries();
        var said = "";
        var tried = 0;
        foreach (var deed in Page.Deeds(File.ReadAllText(Path.Combine(Feed.Repository, "docs", "library.md"))))
        {
            if (deed is Deed.Write write)
            {
                File.WriteAllText(Path.Combine(folder.Path, write.File), write.Text);
            }
            else if (deed is Deed.Type type)
            {
                said = Dotnet.In(folder.Path, type.Commands.Trim().Split(' ')[1..]);
            }
            else if (deed is Deed.Read read)
            {
                tried++;
                foreach (var line in read.Lines)
                    Assert.That(said, Does.Contain(line));
            }
        }

        Assert.That(tried, Is.EqualTo(3));
    }

    [Test, Explicit("packs: half a minute")]
    public void The_host_keeps_plugins_without_the_contracts_afterwards()
    {
        using var folder = new PackedLibraries();
        var plugin = Path.Combine(Shared.Plugins.Places.BuiltPlugins, "Attacks.AutoAttack");
        Assert.That(
            Directory.GetFiles(plugin, "*.dll").Select(Path.GetFileName),
            Is.EqualTo(new[] { "Attacks.AutoAttack.dll" })
        );
    }
}
