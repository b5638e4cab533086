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

    [Test]
    public void Each_shell_has_a_script_that_asks_the_program([Values("bash", "zsh", "fish", "pwsh")] string shell) =>
        Assert.That(CompletionScript.Of(shell), Does.Contain("[suggest:").And.Contain($"rocl completion {shell}"));
}
