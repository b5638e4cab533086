using System.Diagnostics;
using Processes.Tests.New;
using Processes.Tests.Runs;
using Shared.Plugins;

namespace Processes.Tests.Docs;

/// <summary>Every command of the documentation works, as it stands there.</summary>
[Platform(Exclude = "Win", Reason = "the commands are for a POSIX shell")]
public sealed class Following
{
    [TestCase("write-a-plugin.md")]
    public void A_page_can_be_followed_from_top_to_bottom(string page)
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl[".cache"];
        rocl.Variables["MSBUILDDISABLENODEREUSE"] = "1";
        rocl.Variables["PATH"] =
            $"{Path.GetDirectoryName(Places.BuiltPlugins)}:{Environment.GetEnvironmentVariable("PATH")}";
        Feed.Serve(rocl.Folder);
        var said = "";
        var deeds = Page.Deeds(File.ReadAllText(Path.Combine(Feed.Repository, "docs", page)));
        Assert.That(deeds, Is.Not.Empty);
        foreach (var deed in deeds)
        {
            if (deed is Deed.Write write)
                File.WriteAllText(rocl[write.File], write.Text);
            else if (deed is Deed.Type type)
                said = Typed(rocl, type.Commands);
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

    private static string Typed(Rocl rocl, string commands)
    {
        var start = new ProcessStartInfo("sh", ["-eux", "-c", commands])
        {
            WorkingDirectory = rocl.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in rocl.Variables)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var ended = Rocl.End(shell);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return $"{ended.Progress}\n{ended.Output}";
    }

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
