using Processes.Tests.Docs;
using Processes.Tests.New;
using Shared.Plugins;

namespace Processes.Tests.Packages;

/// <summary>
/// The packages are made, and programs that refer to them are built and run, as the page says.
/// </summary>
[NonParallelizable, Category("Packages")]
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
                string[] words = type.Commands.Trim().Split(' ')[1..];
                said = Dotnet.In(folder.Path, words);
                // What the SDK keeps of a program in one file, it keeps in the home folder.
                if (words is ["run", var file])
                    Dotnet.In(folder.Path, "clean", file);
            }
            else if (deed is Deed.Read read)
            {
                tried++;
                foreach (var line in read.Lines)
                    Assert.That(said, Does.Contain(line));
            }
        }

        Assert.That(tried, Is.EqualTo(3));
        Assert.That(
            Directory
                .GetFiles(Path.Combine(Places.BuiltPlugins, "Attacks.AutoAttack"), "*.dll")
                .Select(Path.GetFileName),
            Is.EqualTo(new[] { "Attacks.AutoAttack.dll" }),
            "the host's plugins are without the contracts still"
        );
    }
}
