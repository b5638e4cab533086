using RoCL.Host.CommandLine;
using RoCL.Reports.Completion;

namespace Host.Tests.CommandLine;

/// <summary>What a shell is offered to complete a command line by.</summary>
public sealed class CompletingLines
{
    [TestCase("ev", "evaluate")]
    [TestCase("run --fr", "--from")]
    [TestCase("run demo-ro", "demo-rocl")]
    [TestCase("completion z", "zsh")]
    public void It_knows_commands_options_and_names(string line, string expected) =>
        Assert.That(
            new Commands().Root.Parse(line).GetCompletions(line.Length).Select(item => item.Label),
            Does.Contain(expected)
        );

    [TestCase("--help")]
    [TestCase("run --help")]
    public void Help_does_not_list_them(string line)
    {
        using var help = new StringWriter();
        Assert.That(new Commands().Root.Parse(line).Invoke(new() { Output = help }), Is.Zero);
        Assert.That($"{help}", Does.Contain("RECIPE|SUITE|RUN").And.Not.Contain("demo-rocl"));
        Assert.That($"{help}".Split('\n').Max(each => each.Length), Is.LessThan(160), "columns are not padded");
    }

    [Test]
    public void Each_shell_has_a_script_that_asks_the_program([Values("bash", "zsh", "fish", "pwsh")] string shell) =>
        Assert.That(CompletionScript.Of(shell), Does.Contain("[suggest:").And.Contain($"rocl completion {shell}"));
}
