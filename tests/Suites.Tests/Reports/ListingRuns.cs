using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Reports.Comparing;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Showing;
using Spectre.Console.Testing;

namespace Suites.Tests.Reports;

/// <summary>Many runs in a line each, from their folders.</summary>
public sealed class ListingRuns
{
    private ComparedFolders _folders = null!;

    [SetUp]
    public void MakeFolders() => _folders = new();

    [TearDown]
    public void Leave() => _folders.Dispose();

    private string[] Listed(int width = 200)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        var shown = new ShownRuns(console, new DiskFiles(), new ErrorOutput(TextWriter.Null), TimeProvider.System);
        shown.Run(new([_folders.Root], Html: null, ComparisonLayout.Usual), CancellationToken.None);
        return [.. console.Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    private static void Age(RunFolder run, TimeSpan age)
    {
        foreach (var file in Directory.EnumerateFiles(run.Root))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - age);
    }

    [Test]
    public void A_line_has_state_accuracies_age_size_and_the_attack_and_the_newest_is_last()
    {
        Age(_folders.Add("young", wrong: 1), TimeSpan.FromMinutes(5));
        var old = _folders.Add("old", wrong: 4);
        Directory.CreateDirectory(old.Checkpoints);
        File.WriteAllBytes(Path.Combine(old.Checkpoints, "weights"), new byte[3 << 20]);
        Age(old, TimeSpan.FromDays(3));
        var lines = Listed();
        Assert.That(lines[0], Does.Match("^run +state +clean +attacked +age +MiB +attack$"));
        Assert.That(lines[1], Does.Match(@"^old +finished +80\.0 % +60\.0 % +3 d +3\.0 +PGD-20 linf 8/255$"));
        Assert.That(lines[2], Does.Match(@"^young +finished +95\.0 % +90\.0 % +5 min +0\.0 +PGD-20 linf 8/255$"));
    }

    // Half a unit more than is shown, since time goes on meanwhile.
    [TestCase(98.5, "98 s")]
    [TestCase(100.5, "1 min")]
    [TestCase(99.5 * 60, "99 min")]
    [TestCase(100.5 * 60, "1 h")]
    [TestCase(47.5 * 3600, "47 h")]
    [TestCase(48.5 * 3600, "2 d")]
    public void An_age_is_in_the_unit_that_it_is_spoken_of(double seconds, string expected)
    {
        Age(_folders.Add("run"), TimeSpan.FromSeconds(seconds));
        Assert.That(Listed()[1], Does.Contain($" {expected} "));
    }

    [Test]
    public void A_run_that_has_not_finished_says_how_far_it_is_or_why_it_ended()
    {
        File.Delete(_folders.Add("stopped").Summary);
        var failed = _folders.Add("failed");
        File.Delete(failed.Summary);
        Fail(failed);
        var lost = _folders.Add("lost");
        File.Delete(lost.Summary);
        File.Delete(lost.Recipe);
        Assert.That(
            Listed(),
            Has.Some.Match("^stopped +stopped 4 ")
                .And.Some.Match("^failed +failed ROCL0333 ")
                .And.Some.Match(@"^lost +no recipe\.json ")
        );

        using var held = RunLock.Take(_folders.Runs[0]).ValueOrThrow();
        Assert.That(Listed(), Has.Some.Match("^stopped +running 4 "));
    }

    [Test]
    public void A_finished_run_whose_recipe_was_edited_or_is_gone_is_no_plain_finished_one()
    {
        var edited = _folders.Add("edited", epochs: 10);
        Record(edited, epochs: 11);
        Record(_folders.Add("same", epochs: 10), epochs: 10);
        var lost = _folders.Add("lost");
        File.Delete(lost.Recipe);
        Assert.That(
            Listed(),
            Has.Some.Match("^edited +finished, recipe edited ")
                .And.Some.Match("^same +finished  ")
                .And.Some.Match(@"^lost +finished, no recipe\.json ")
        );
        var compared = RunComparison.Of(_folders.Runs.Take(2).ToList());
        Assert.That(compared.Same, Does.EndWith("edited since was the recipe in the folder of edited."));
    }

    private static void Record(RunFolder run, int epochs)
    {
        var recipe = ComparedFolders.Recipe(epochs, seed: 1).ToJsonString();
        File.WriteAllText(run.Environment, $"[{{ \"plugins\": [], \"recipe\": {recipe} }}]");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{\"evaluations\":3}")]
    [TestCase("{\"evaluations\":[{\"conditions\":[{\"name\":3}]}]}")]
    public void A_damaged_summary_is_none(string text)
    {
        var run = _folders.Add("damaged");
        File.WriteAllText(run.Summary, text);
        _folders.Add("whole");
        Assert.That(Listed(), Has.Some.Match("^damaged +stopped 4 ").And.Some.Match("^whole +finished "));
    }

    [Test]
    public void A_run_without_evaluations_has_finished_and_no_accuracy()
    {
        var run = _folders.Add("bare");
        var summary = SummaryFile.Read(run)!;
        SummaryFile.Write(run, summary with { Evaluations = [] });
        _folders.Add("other");
        Assert.That(Listed(), Has.Some.Match(@"^bare +finished +\d+ s +0\.0$"));
    }

    [Test]
    public void The_answer_for_programs_has_a_run_whose_recipe_is_gone_as_the_list_has()
    {
        var lost = _folders.Add("lost");
        File.Delete(lost.Summary);
        File.Delete(lost.Recipe);
        _folders.Add("whole");
        using var console = new TestConsole();
        console.Profile.Width = 10_000;
        var answers = new ShownAnswers(new DiskFiles(), new(console, AsJson: true), new(TextWriter.Null));
        Assert.That(answers.Show(new([_folders.Root], Html: null, ComparisonLayout.Usual)), Is.Zero);
        var runs = JsonNode.Parse(console.Output)!["runs"]!.AsArray();
        Assert.That(
            runs.Select(run => (string)run!["state"]!),
            Is.EqualTo(new[] { "no recipe.json", "finished" }),
            console.Output
        );
    }

    [TestCase("demo", "There is no folder of this name. Did you mean '{0}demos'?")]
    [TestCase("demso/", "There is no folder of this name. Did you mean '{0}demos'?")]
    [TestCase("thesis", "There is no folder of this name. Name the folder of a run")]
    [TestCase("demoz", "This is not the folder of a run: there is no recipe.json in it. Did you mean '{0}demos'?")]
    public void A_name_that_no_run_has_is_named_with_the_nearest_that_is_one(string named, string says)
    {
        _folders.Add("demos");
        Directory.CreateDirectory(Path.Combine(_folders.Root, "demoz"));
        var path = Path.Combine(_folders.Root, named);
        var problem = MissingRun.At(new DiskFiles(), path);
        var expected = string.Format(CultureInfo.InvariantCulture, says, _folders.Root + Path.DirectorySeparatorChar);
        Assert.That($"{problem}", Does.StartWith($"ROCL0603 {path}: {expected}"));
        using var said = new StringWriter();
        using var console = new TestConsole();
        var shown = new ShownRuns(console, new DiskFiles(), new ErrorOutput(said), TimeProvider.System);
        Assert.That(shown.Run(new([path], Html: null, ComparisonLayout.Usual), CancellationToken.None), Is.EqualTo(6));
        Assert.That($"{said}".TrimEnd(), Is.EqualTo($"error {problem}"));
    }

    [Test]
    public void A_folder_of_runs_where_one_is_wanted_is_named_with_one_of_them()
    {
        _folders.Add("demos");
        var problem = MissingRun.At(new DiskFiles(), _folders.Root);
        var one = Path.Combine(_folders.Root, "demos");
        Assert.That(problem.Remedy, Is.EqualTo($"It holds runs: name one of them, such as '{one}'."));
    }

    private static void Fail(RunFolder run) =>
        FailureFile.Write(
            run,
            new Problem("ROCL0333", "x", "It failed.", "Try again."),
            new ErrorOutput(TextWriter.Null)
        );
}
