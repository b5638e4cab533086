using RoCL.Reports.RunPages;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;

namespace Suites.Tests.Reports;

/// <summary>Where the page of a run is written, and over what it is not.</summary>
public sealed class PlacingReports
{
    private TemporaryFolder _folder = null!;
    private RunFolder _run = null!;

    [SetUp]
    public void OpenARun()
    {
        _folder = new();
        _run = new(new DiskFiles(), _folder.Path);
        File.WriteAllText(_run.Recipe, "{}");
    }

    [TearDown]
    public void Leave() => _folder.Dispose();

    [Test]
    public void A_report_that_cannot_be_written_or_made_is_a_problem_and_nothing_worse()
    {
        var nowhere = Path.Combine(_run.Root, "no", "folder", "report.html");
        Assert.That(ReportFile.Problem(_run.Files, nowhere, () => "")?.Code, Is.EqualTo("ROCL0800"));
        var broken = ReportFile.Problem(_run.Files, nowhere, () => throw new InvalidOperationException("a bug"));
        Assert.That((broken?.Code, broken?.What), Is.EqualTo(("ROCL0801", "The report cannot be made: a bug.")));
    }

    [Test]
    public void A_page_is_written_over_one_of_ours_and_over_no_other_file()
    {
        var file = Path.Combine(_run.Root, "page.html");
        Assert.That(ReportFile.Taken(_run.Files, file), Is.Null);
        File.WriteAllText(file, RunReport.Of(_run));
        Assert.That(ReportFile.Taken(_run.Files, file), Is.Null);
        File.WriteAllText(file, "");
        Assert.That(ReportFile.Taken(_run.Files, file), Is.Null);
        foreach (var other in new[] { "<!doctype html>\n<html><body>A thesis</body></html>", "{}", "\n" })
        {
            File.WriteAllText(file, other);
            Assert.That(ReportFile.Taken(_run.Files, file)?.Code, Is.EqualTo("ROCL0601"), other);
        }
    }
}
