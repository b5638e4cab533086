using RoCL.Host.CommandLine;

namespace Host.Tests.CommandLine;

/// <summary>What a person is offered in the place of an option that does not exist.</summary>
public sealed class NamingOptions
{
    [Test]
    public void Those_that_the_program_gives_itself_are_not_among_them([Values("run", "evaluate", "check")] string verb)
    {
        var commands = new Commands();
        var problem = ParseErrors.Of(commands.Root.Parse([verb, "--xml"])).Single();
        var hidden = commands.Root.Subcommands.Single(each => each.Name == verb).Options.Where(option => option.Hidden);
        Assert.That(problem.Code, Is.EqualTo("ROCL0003"));
        Assert.That(problem.Remedy, Does.StartWith("Known: --").And.Contain("--device"));
        foreach (var option in hidden)
            Assert.That(problem.Remedy, Does.Not.Contain(option.Name));
    }

    [TestCase("new loss mine --json", true)]
    [TestCase("--json completion bash", true)]
    [TestCase("new loss mine", false)]
    [TestCase("plugins --json", false)]
    public void JSON_of_a_command_that_writes_none_is_refused(string line, bool isRefused)
    {
        var commands = new Commands();
        var mistakes = commands.MistakesIn(commands.Root.Parse(line));
        string[] expected = isRefused ? ["ROCL0003 --json"] : [];
        Assert.That(mistakes.Select(mistake => $"{mistake.Code} {mistake.Where}"), Is.EqualTo(expected));
    }

    [TestCase("--set")]
    [TestCase("--seed")]
    [TestCase("--out")]
    public void One_that_stands_where_a_value_belongs_is_no_misspelt_option(string option)
    {
        var problem = ParseErrors.Of(new Commands().Root.Parse(["run", "demo-rocl", option, "--plan"])).Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0004", option)));
        Assert.That(problem.What, Does.Contain("--plan"));
    }
}
