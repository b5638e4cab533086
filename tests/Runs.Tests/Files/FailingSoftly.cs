using RoCL.Core.Tensors;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Reporting;

namespace Runs.Tests.Files;

/// <summary>
/// What is written beside checkpoints: a log line that waits for room, a kept part that is nobody's
/// fault, half a file that goes.
/// </summary>
public sealed class FailingSoftly
{
    private string _root = "";

    [SetUp]
    public void OpenAFolder() => _root = Directory.CreateTempSubdirectory("rocl-softly-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [Test]
    public void What_could_not_be_logged_waits_and_the_person_gets_one_warning()
    {
        using var said = new StringWriter();
        var run = new RunFolder(new DiskFiles(), Path.Combine(_root, "run"));
        using (var log = RunLog.Open(run, new ErrorOutput(said)))
        {
            foreach (var word in new[] { "one", "two" })
                log.Information("{Word}", word);
            Assert.That(
                $"{said}".Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(),
                Does.StartWith($"warning {run.Log} cannot be written: ")
            );
            Directory.CreateDirectory(run.Root);
            log.Information("{Word}", "three");
        }
        Assert.That(
            File.ReadAllLines(run.Log).Select(line => (string)System.Text.Json.Nodes.JsonNode.Parse(line)!["Word"]!),
            Is.EqualTo(new[] { "one", "two", "three" })
        );
    }

    [Test]
    public void A_line_that_a_dead_process_left_without_an_end_spoils_no_other()
    {
        var run = new RunFolder(new DiskFiles(), _root);
        File.WriteAllText(run.Log, "{\"@t\":\"2026");
        using (var log = RunLog.Open(run, new ErrorOutput(TextWriter.Null)))
            log.Information("{Word}", "whole");
        Assert.That(File.ReadAllLines(run.Log), Has.Length.EqualTo(2).And.One.Contains("\"Word\":\"whole\""));
    }

    [Test]
    public void A_part_of_an_evaluation_that_cannot_be_kept_is_not_the_plugins_fault()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "");
        var kept = new KeptParts(new DiskFiles(), Path.Combine(_root, "file", "parts"));
        var fault = Assert.Throws<ProblemException>(() =>
            kept.Keep("part", TensorFile.Of([KeyValuePair.Create("ones", ones(2))]), 1)
        )!;
        Assert.That((fault.Problem.Code, ExitCode.Of(fault.Problem)), Is.EqualTo(("ROCL0630", 6)));
    }

    [Test]
    public void A_file_that_cannot_take_its_place_leaves_nothing_half_written()
    {
        Directory.CreateDirectory(Path.Combine(_root, "taken"));
        Assert.Catch(() => AtomicFile.WriteText(new DiskFiles(), Path.Combine(_root, "taken"), "text"));
        Assert.That(Directory.EnumerateFiles(_root), Is.Empty);
    }

    [TestCase(20, 20)]
    [TestCase(10_000, 20)]
    public void Very_many_problems_are_twenty_lines(int count, int lines)
    {
        using var said = new StringWriter();
        var problems = Enumerable
            .Range(0, count)
            .Select(key => new Problem("ROCL0104", $"r: k{key}", $"No key {key}.", ""));
        Assert.That(new ErrorOutput(said).Report([.. problems]), Is.EqualTo(3));
        var written = $"{said}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(written, Has.Length.EqualTo(lines));
        Assert.That(written[^1], count == lines ? Does.Contain("No key 19.") : Does.Contain("and 9981 more problems"));
    }

    [Test]
    public void One_problem_of_very_many_places_names_the_first_of_them()
    {
        using var said = new StringWriter();
        var problems = Enumerable.Range(0, 10_000).Select(key => new Problem("ROCL0104", $"k{key}", "No key.", ""));
        new ErrorOutput(said).Report([.. problems]);
        Assert.That($"{said}".Trim(), Does.StartWith("error ROCL0104 k0, ").And.Contain("k19 and 9980 more places: "));
    }

    [TestCase("ROCL0001", 1)]
    [TestCase("ROCL0003", 2)]
    [TestCase("ROCL0353", 4)]
    [TestCase("ROCL0630", 6)]
    public void A_code_has_its_documented_exit_code(string code, int exit) =>
        Assert.That(ExitCode.Of(new(code, "", "", "")), Is.EqualTo(exit));
}
