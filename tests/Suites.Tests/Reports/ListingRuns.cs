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

    private static void Fail(RunFolder run) =>
        FailureFile.Write(
            run,
            new Problem("ROCL0333", "x", "It failed.", "Try again."),
            new ErrorOutput(TextWriter.Null)
        );
}
