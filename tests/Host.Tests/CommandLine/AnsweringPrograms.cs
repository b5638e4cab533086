using System.Text.Json;
using RoCL.Host;
using RoCL.Host.CommandLine;
using RoCL.Runs.Reporting;

namespace Host.Tests.CommandLine;

/// <summary>
/// What <c>--json</c>, <c>--quiet</c> and <c>NO_COLOR</c> make of answers, and that the page names
/// the fields.
/// </summary>
[NonParallelizable]
public sealed class AnsweringPrograms
{
    private static readonly string Page = File.ReadAllText(Shared.Plugins.Places.InRepository("docs", "json.md"));

    private static readonly string Plugin = Path.Combine(Shared.Plugins.Places.BuiltPlugins, "Attacks.Gradient");

    [TestCase("plugins")]
    [TestCase("plugins", "pgd")]
    [TestCase("explain", "101")]
    [TestCase("show", "--recipes")]
    [TestCase("show")]
    public void An_object_has_the_fields_that_the_page_names(params string[] line)
    {
        var fields = JsonDocument.Parse(Answer([.. line, "--json"])).RootElement.EnumerateObject();
        var row = Page.Split('\n')
            .Single(each => each.StartsWith($"| `rocl {Command(line)}`", StringComparison.Ordinal));
        foreach (var field in fields)
            Assert.That(row, Does.Contain($"`{field.Name}`"));
    }

    [Test]
    public void A_component_and_an_error_have_the_fields_that_the_page_names()
    {
        var component = JsonDocument.Parse(Answer("plugins", "pgd", "--json")).RootElement.GetProperty("components")[0];
        var error = JsonDocument.Parse(Answer("explain", "101", "--json")).RootElement.GetProperty("errors")[0];
        var option = component.GetProperty("options")[0];
        foreach (var field in new[] { component, error, option }.SelectMany(each => each.EnumerateObject()))
            Assert.That(Page, Does.Contain($"`{field.Name}`"));
        Assert.That(component.GetProperty("name").GetString(), Is.EqualTo("pgd"));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("ROCL0101"));
    }

    [Test]
    public void Every_verb_takes_the_three_options([Values("--json", "--quiet", "--verbose")] string option)
    {
        var root = new Commands().Root;
        foreach (var verb in root.Subcommands)
        {
            var mistakes = root.Parse([verb.Name, option]).Errors.Select(error => error.Message);
            Assert.That(mistakes, Has.None.Contains(option), verb.Name);
        }
    }

    [Test]
    public void The_options_are_read_wherever_they_stand()
    {
        var commands = new Commands();
        Manners Of(params string[] line) => commands.MannersOf(commands.Root.Parse(line));
        Assert.That(Of("--json", "plugins"), Is.EqualTo(new Manners(Json: true)));
        Assert.That(
            Of("run", "demo-rocl", "--quiet", "--verbose"),
            Is.EqualTo(new Manners(Quiet: true, Verbose: true))
        );
        Assert.That(Of("doctor"), Is.EqualTo(new Manners()));
    }

    [Test]
    public void A_supervised_run_hands_them_on_to_each_of_its_workers()
    {
        var commands = new Commands();
        var asked = (Request.Supervise)
            commands.RequestOf(commands.Root.Parse(["run", "demo-rocl", "--json", "--quiet"]));
        Assert.That(asked.Asked.First, Does.Contain("--json").And.Contain("--quiet"));
        Assert.That(asked.Asked.Later, Does.Contain("--json").And.Contain("--quiet"));
    }

    [Test]
    public void What_is_quiet_shows_results_still() =>
        Assert.That(Answer("plugins", "pgd", "--quiet"), Does.StartWith("pgd: attack"));

    private static string Command(string[] line) =>
        line is ["plugins" or "explain", _] ? line[0] : string.Join(' ', line);

    private static string Answer(params string[] line)
    {
        var output = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            Assert.That(Program.Run([.. line, "--plugin", Plugin]), Is.Zero);
        }
        finally
        {
            Console.SetOut(output);
        }
        return $"{written}";
    }
}
