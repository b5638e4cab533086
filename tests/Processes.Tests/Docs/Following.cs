using Processes.Tests.New;
using Processes.Tests.Runs;

namespace Processes.Tests.Docs;

/// <summary>Every command of the documentation works, as it stands there.</summary>
[Platform(Exclude = "Win", Reason = "the commands are for a POSIX shell")]
public sealed class Following
{
    // A training for people to look at takes minutes: the test takes one epoch, and AutoAttack few
    // steps.
    private static readonly (string From, string To)[] Shortened =
    [
        ("\"epochs\": 20", "\"epochs\": 1"),
        ("\"epochs\": 60", "\"epochs\": 2"),
        ("\"milestones\": [40],", ""),
        ("\"batch\": 128", "\"batch\": 16"),
        ("\"size\": 32", "\"size\": 16"),
        ("--images 100", "--images 10"),
        ("{\"use\":\"autoattack\"}", "{\"use\":\"autoattack\",\"iterations\":2,\"targets\":1,\"queries\":4}"),
    ];

    [Test, Explicit("trains twice, measures three times: half a minute")]
    public void The_tutorial_can_be_followed_with_pictures_and_shortened()
    {
        using var rocl = new Rocl();
        Reader.HasPictures(rocl, "pictures");
        Follow(rocl, "tutorial.md", text => Shortened.Aggregate(text, (all, part) => all.Replace(part.From, part.To)));
        Assert.That(File.Exists(rocl["runs/first/report.html"]));
    }

    [TestCase("write-a-plugin.md")]
    public void A_page_can_be_followed_from_top_to_bottom(string page)
    {
        using var rocl = new Rocl();
        Follow(rocl, page, text => text);
    }

    private static void Follow(Rocl rocl, string page, Func<string, string> shortened)
    {
        Reader.SitsDown(rocl);
        if (page == "write-a-plugin.md")
            Feed.Serve(rocl.Folder);
        var said = "";
        var deeds = Page.Deeds(shortened(File.ReadAllText(Path.Combine(Feed.Repository, "docs", page))));
        Assert.That(deeds, Is.Not.Empty);
        foreach (var deed in deeds)
        {
            if (deed is Deed.Write write)
                File.WriteAllText(rocl[write.File], write.Text);
            else if (deed is Deed.Type type)
                said = Reader.Types(rocl, type.Commands);
            else if (deed is Deed.Read read)
                Assert.That(Misses(said, read.Lines), Is.Null, said);
        }
    }

    [Test]
    public void A_fence_that_nobody_could_try_is_found() =>
        Assert.That(() => Page.Deeds("# Page\n```\nrocl run\n```\n"), Throws.InstanceOf<AssertionException>());

    [Test]
    public void Lines_are_looked_for_in_their_order() =>
        Assert.That(
            new[] { Misses("one\n two, three", ["one", "two"]), Misses("two\none", ["one", "two"]) },
            Is.EqualTo(new[] { null, "two" })
        );

    // The first line that is not there; nothing when all are.
    private static string? Misses(string said, IReadOnlyList<string> lines)
    {
        var from = 0;
        foreach (var line in lines)
        {
            from = said.IndexOf(line, from, StringComparison.Ordinal);
            if (from < 0)
            {
                return line;
            }
        }

        return null;
    }
}
