using RoCL.Runs.Files;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Folders;
using Shared.Plugins;

namespace Suites.Tests.Running;

/// <summary>A row whose folder is moved while it trains: what the suite says of it.</summary>
public sealed class MovedRows
{
    private static readonly Problem Moved = new("ROCL0631", "results/x", "The folder was moved.", "Go on there.");

    [Test]
    public void The_row_says_it_itself_and_one_that_shares_its_training_trains_on_its_own()
    {
        using var folder = new TemporaryFolder();
        var suite = Read(folder);
        var failures = new SuiteFailures();
        failures.Add(suite.Runs[0], Moved);
        Assert.That(suite.Runs[1].Donor?.Name, Is.EqualTo("x"));
        Assert.That(failures.OfDonor(suite.Runs[1]), Is.Null);
        Assert.That(failures.First, Is.EqualTo(Moved));

        var results = new SuiteFolder(new DiskFiles(), Path.Combine(folder.Path, "results"), Alone: false);
        Assert.That(
            SuiteTable.Of(suite, results, failures.Gone).Unfinished,
            Is.EqualTo(new[] { $"x failed: {Moved}", "y has not begun" })
        );
    }

    [Test]
    public void Of_any_other_failure_the_training_is_that_of_both()
    {
        using var folder = new TemporaryFolder();
        var suite = Read(folder);
        var failures = new SuiteFailures();
        var other = Moved with { Code = "ROCL0302" };
        failures.Add(suite.Runs[0], other);
        Assert.That(failures.OfDonor(suite.Runs[1]), Is.EqualTo(other));
        Assert.That(failures.Gone, Is.Empty);
    }

    private static Suite Read(TemporaryFolder folder)
    {
        var file = folder.Write(
            "suite.json",
            """{ "rows": { "x": { "recipe": "demo-simclr" }, "y": { "recipe": "demo-simclr" } } }"""u8.ToArray()
        );
        return new SuiteSource(Places.Catalogue(Places.BuiltPlugins))
            .Of("suite", [file], Variation.None)
            .Match(read => read, problems => throw new AssertionException(string.Join('\n', problems)));
    }
}
