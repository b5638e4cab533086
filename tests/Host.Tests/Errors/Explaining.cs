using RoCL.Reports.Answers;
using RoCL.Reports.Errors;
using RoCL.Runs.Reporting;
using Shared.Consoles;

namespace Host.Tests.Errors;

/// <summary><c>rocl explain</c>: what a code stands for, however a person writes it.</summary>
public sealed class Explaining
{
    [Test]
    public void Code_sentence_cause_remedy_and_exit_code_are_shown()
    {
        var (exit, text, said) = Explain("ROCL0335");
        Assert.That((exit, said), Is.EqualTo((0, "")));
        Assert.That(
            text,
            Does.Match("^ROCL0335: [^\n]+[.]\n  cause +Auto-PGD [^\n]+[.]\n  remedy +Take [^\n]+[.]\n  exit code +4\n$")
        );
    }

    [TestCase("ROCL0101")]
    [TestCase("rocl0101")]
    [TestCase("Rocl101")]
    [TestCase("0101")]
    [TestCase("101")]
    public void A_code_may_be_written_in_small_letters_or_as_its_number_alone(string written)
    {
        var (exit, text, said) = Explain(written);
        Assert.That((exit, said), Is.EqualTo((0, "")));
        Assert.That(text, Does.StartWith("ROCL0101: ").And.Contains("exit code  3"));
    }

    [Test]
    public void A_warning_has_no_exit_code() => Assert.That(Explain("ROCL0228").Text, Does.Contain("none: "));

    [Test]
    public void Several_codes_are_explained_one_after_the_other() =>
        Assert.That(Explain("701", "1").Text, Does.Match("(?s)^ROCL0701: .*\nROCL0001: .*  exit code +1\n$"));

    [Test]
    public void Without_a_code_all_are_listed_with_their_sentences()
    {
        var (exit, text, _) = Explain();
        var lines = text.Split('\n');
        Assert.That(exit, Is.Zero);
        foreach (var error in ErrorCatalogue.Read().Errors)
            Assert.That(lines, Has.One.EqualTo($"  {error.Code}  {error.Sentence}"));
    }

    [TestCase("nonsense", "`rocl explain` lists all codes.")]
    [TestCase("ROLC0335", "Did you mean 'ROCL0335'?")]
    [TestCase("", "`rocl explain` lists all codes.")]
    [TestCase("00335", "Did you mean 'ROCL0335'?")]
    public void A_code_that_does_not_exist_is_refused_and_nothing_is_explained(string written, string remedy)
    {
        var (exit, text, said) = Explain("ROCL0101", written);
        Assert.That((exit, text), Is.EqualTo((2, "")));
        Assert.That(said.Trim(), Is.EqualTo($"error ROCL0007 {written}: There is no error code '{written}'. {remedy}"));
    }

    [Test]
    public void Every_code_that_is_not_there_is_named() =>
        Assert.That(Explain("9998", "9999").Said.Trim().Split('\n'), Has.Length.EqualTo(2));

    [Test]
    public void A_terminal_shows_every_word_within_its_columns()
    {
        var text = Terminal.Shown(console =>
            new ExplainedErrors(new ResultOutput(console), new ErrorOutput(TextWriter.Null)).Run(["201"], asPage: false)
        );
        Assert.That(text.Split('\n').Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(80));
        Assert.That(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Has.Member("misspelt,"));
    }

    [Test]
    public void The_page_is_written_as_it_is_whatever_the_console()
    {
        var page = Terminal.Shown(console =>
            new ExplainedErrors(new ResultOutput(console), new ErrorOutput(TextWriter.Null)).Run([], asPage: true)
        );
        Assert.That(page, Is.EqualTo(ErrorPage.Of(ErrorCatalogue.Read())));
        Assert.That(page.Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(100));
    }

    private static Explained Explain(params string[] codes)
    {
        using var said = new StringWriter { NewLine = "\n" };
        var exit = 0;
        var text = Terminal.Piped(console =>
            exit = new ExplainedErrors(new ResultOutput(console), new ErrorOutput(said)).Run([.. codes], asPage: false)
        );
        return new(exit, text, said.ToString());
    }

    private sealed record Explained(int Exit, string Text, string Said);
}
