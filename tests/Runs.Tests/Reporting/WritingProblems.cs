using RoCL.Runs.Reporting;

namespace Runs.Tests.Reporting;

/// <summary>Problems as a person reads them.</summary>
public sealed class WritingProblems
{
    [TestCase("r.json: train.lr", "r.json: train.lr")]
    [TestCase("r.json: a.0|r.json: a.1", "r.json: a.0, a.1")]
    [TestCase(
        "r.json: data (X/y 1), /d/0.png|r.json: data (X/y 1), /d/1.png",
        "r.json: data (X/y 1), /d/0.png, /d/1.png"
    )]
    [TestCase("r.json: a|s.json: a", "r.json: a, s.json: a")]
    [TestCase("--seed|--seeds", "--seed, --seeds")]
    public void Places_that_have_one_problem_share_its_line_and_what_they_begin_with(string places, string written)
    {
        using var said = new StringWriter();
        new ErrorOutput(said).Report([
            .. places.Split('|').Select(place => new Problem("ROCL0104", place, "What.", "Do.")),
        ]);
        Assert.That($"{said}".Trim(), Is.EqualTo($"error ROCL0104 {written}: What. Do."));
    }

    [Test]
    public void What_a_terminal_would_obey_is_a_question_mark_and_lines_stay()
    {
        using var said = new StringWriter { NewLine = "\n" };
        var errors = new ErrorOutput(said);
        errors.Report(new Problem("ROCL0423", "a\u001b[2Jb.png", "Two\nlines.", "Help."));
        errors.Warn("one\rother");
        Assert.That($"{said}", Is.EqualTo("error ROCL0423 a?[2Jb.png: Two\nlines. Help.\nwarning one\nother\n"));
    }
}
