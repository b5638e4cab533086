using System.Diagnostics;
using System.Text;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace Runs.Tests.Results;

/// <summary>A look at metrics.jsonl, of whatever length.</summary>
public sealed class Glancing
{
    private RunFolder _run = null!;

    [SetUp]
    public void OpenAFolder() =>
        _run = new RunFolder(new DiskFiles(), Directory.CreateTempSubdirectory("rocl-glancing-").FullName);

    [TearDown]
    public void Leave() => Directory.Delete(_run.Root, recursive: true);

    [Test]
    public void Finds_the_last_line_and_those_with_more_than_numbers_as_reading_all_does()
    {
        var lines = Enumerable.Range(0, 9_000).Select(Line).ToList();
        lines.Insert(5_000, "{\"step\":4,\"ep");
        File.WriteAllText(_run.Metrics, string.Join('\n', lines) + "\nnull\n{\"step\":9000,\"skip");
        var all = Metrics.Read(_run).ToList();
        var glance = JournalGlance.At(_run);
        Assert.That(glance.Last!.Step, Is.EqualTo(all[^1].Step).And.EqualTo(8_999));
        Assert.That(
            glance.Noted.Select(metric => metric.Step),
            Is.EqualTo(
                all.Where(metric => metric.Skipped is not null || metric.Monitors is not null)
                    .Select(metric => metric.Step)
            )
        );
        Assert.That(glance.Noted, Has.Count.EqualTo(9 + 3));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("{\"step\":0")]
    public void Finds_nothing_where_there_is_no_line(string text)
    {
        Assert.That(JournalGlance.At(_run).Last, Is.Null);
        File.WriteAllText(_run.Metrics, text);
        Assert.That((JournalGlance.At(_run).Last, JournalGlance.At(_run).Noted.Count), Is.EqualTo(((Metric?)null, 0)));
    }

    [Test]
    public void Reads_a_line_that_is_longer_than_a_block()
    {
        File.WriteAllText(_run.Metrics, Line(0) + "\n" + new string('x', 3 << 20) + "\n" + Line(1) + "\n");
        Assert.That(JournalGlance.At(_run).Last!.Step, Is.EqualTo(1));
    }

    // A million lines took seconds where each was parsed.
    [Test]
    public void Looks_at_a_hundred_thousand_lines_in_far_less_time_than_parsing_them_takes()
    {
        File.WriteAllText(_run.Metrics, string.Concat(Enumerable.Repeat(Line(1) + "\n", 100_000)));
        var begun = Stopwatch.GetTimestamp();
        Assert.That(JournalGlance.At(_run).Last!.Step, Is.EqualTo(1));
        var glance = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        Assert.That(Metrics.Read(_run).Take(20_000).Count(), Is.EqualTo(20_000));
        Assert.That(glance, Is.LessThan(Stopwatch.GetElapsedTime(begun)), "all of them in less than a fifth of them");
    }

    [Test]
    public void A_run_whose_recipe_is_gone_is_still_listed()
    {
        var root = _run.Root;
        foreach (var name in (string[])["whole", "lost", "other"])
            Directory.CreateDirectory(Path.Combine(root, name));
        File.WriteAllText(Path.Combine(root, "whole", "recipe.json"), "{}");
        File.WriteAllText(Path.Combine(root, "lost", "metrics.jsonl"), "");
        Assert.That(
            LostRecipe.AndRunsIn(_run.Files, root).Select(run => run.Name),
            Is.EqualTo(new[] { "lost", "whole" })
        );
        Assert.That(
            (LostRecipe.Is(Path.Combine(root, "lost")), LostRecipe.Is(Path.Combine(root, "whole"))),
            Is.EqualTo((true, false))
        );
    }

    private static string Line(int step)
    {
        var metric = new Metric(step, 0, 0.5, new Dictionary<string, double> { ["nt-xent"] = 0.5 }, 0.1, 1, null);
        if (step % 1_000 == 7)
            metric = metric with { Skipped = true, Why = "it was not finite" };
        if (step % 3_000 == 8)
            metric = metric with { Monitors = new Dictionary<string, IReadOnlyDictionary<string, double?>>() };
        return Encoding.UTF8.GetString(metric.ToLine()).TrimEnd('\n');
    }
}
