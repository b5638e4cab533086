using RoCL.Host.CommandLine;
using RoCL.Runs.Reporting;
using Shared.Folders;
using Spectre.Console.Testing;

namespace Host.Tests.CommandLine;

/// <summary>What <c>rocl new</c> says where its files cannot be written.</summary>
public sealed class WritingNewPlugins
{
    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        var below = Path.Combine(folder.Write("a-file", [1]), "plugins");
        using var error = new StringWriter();
        var exit = new NewVerb(new TestConsole(), new ErrorOutput(error)).Run(
            new("attack", "my-attack", Project: false, below)
        );
        Assert.That(exit, Is.EqualTo(4));
        Assert.That(error.ToString(), Does.StartWith($"error ROCL0243 {below}: ").And.Contain("--out"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1), "nothing half written");
    }
}
