using System.Text.Json.Nodes;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using RoCL.Suites.Scheduling;
using Shared.Folders;
using Spectre.Console.Testing;

namespace Suites.Tests.Scheduling;

/// <summary>Settings, answers of Slurm's commands, and waves, without a cluster.</summary>
public sealed class AskingClusters
{
    [TestCase("partitoin=gpu", "ROCL0901 --slurm partitoin", "Did you mean 'partition'?")]
    [TestCase("partition", "ROCL0902 --slurm partition", "has no value")]
    [TestCase("partition=gpu\nrm", "ROCL0902 --slurm partition", "'gpu rm' cannot be used")]
    [TestCase("notice=119s", "ROCL0902 --slurm notice", "120s or more")]
    [TestCase("atOnce=0", "ROCL0902 --slurm atOnce", "from 1 on")]
    [TestCase("extra=exclude", "ROCL0902 --slurm extra", "an option of sbatch")]
    [TestCase("setup=a\nb", "ROCL0902 --slurm setup", "one line of shell")]
    [TestCase("stopAfter=4", "ROCL0902 --slurm stopAfter", "3h50m")]
    [TestCase("poll=0s", "ROCL0902 --slurm poll", "10s")]
    [TestCase("patience=soon", "ROCL0902 --slurm patience", "30s")]
    public void A_setting_that_cannot_be_used_is_refused(string typed, string begins, string says)
    {
        var read = SlurmSetting.Typed(typed).Then(setting => SlurmSettingsReader.Read([setting]));
        Assert.That($"{read.Problems.Single()}", Does.StartWith(begins).And.Contain(says));
    }

    [Test]
    public void The_command_line_counts_over_the_file_and_lists_add_up()
    {
        var document = JsonNode.Parse("""{ "partition": "gpu", "cpus": 4, "extra": ["--nice", "--hold"] }""");
        var file = SlurmSetting.In("slurm", document).ValueOrThrow();
        var settings = SlurmSettingsReader
            .Read([.. file, new("--slurm", "partition", "cpu"), new("--slurm", "extra", "--licenses=a")])
            .ValueOrThrow();
        Assert.That(
            settings.Directives,
            Is.EqualTo(new[] { "--cpus-per-task=4", "--nice", "--hold", "--partition=cpu", "--licenses=a" })
        );
        var again = SlurmSettingsReader.Read(
            SlurmSetting.In("slurm", SlurmSetting.Document(settings.Written)).ValueOrThrow()
        );
        Assert.That(again.ValueOrThrow().Directives, Is.EquivalentTo(settings.Directives));
        Assert.That(SlurmSetting.In("slurm", "gpu").Problems.Single().Code, Is.EqualTo("ROCL0902"));
        Assert.That(
            SlurmSetting.In("slurm", JsonNode.Parse("""{ "gpus": { "a": 1 }, "time": true }""")).Problems,
            Has.Length.EqualTo(2)
        );
    }

    [Test]
    public void The_queue_names_the_rows_of_the_suites_own_jobs()
    {
        var jobs = new SlurmJobs([new("12", [0, 2], default), new("13", [], default)]);
        var listing = SlurmListing.Read(
            "12_0|RUNNING|None\n12_2|PENDING|Resources\n12_5|RUNNING|None\n7_1|RUNNING|None\n13|PENDING|Dependency\n?\n"
        );
        var rows = listing.Of(jobs);
        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That((rows[0], rows[2]), Is.EqualTo(("RUNNING", "PENDING (Resources)")));
        Assert.That(SlurmListing.Read("").Of(jobs), Is.Empty);
    }

    [Test]
    public void A_damaged_list_of_jobs_is_named_and_one_that_is_not_there_is_empty()
    {
        using var folder = new TemporaryFolder();
        Assert.That(SlurmJobs.In(new DiskFiles(), folder.Path).ValueOrThrow().Submissions, Is.Empty);
        Directory.CreateDirectory(SlurmJob.FolderIn(folder.Path));
        var jobs = SlurmJobs.None.With(new("12", [0, 1], default), new DiskFiles(), folder.Path);
        Assert.That(
            SlurmJobs.In(new DiskFiles(), folder.Path).ValueOrThrow().Submissions[0].Rows,
            Is.EqualTo(new[] { 0, 1 })
        );
        Assert.That(jobs.Submissions, Has.Count.EqualTo(1));
        File.WriteAllText(Path.Combine(SlurmJob.FolderIn(folder.Path), "jobs.json"), "{");
        Assert.That(SlurmJobs.In(new DiskFiles(), folder.Path).Problems.Single().Code, Is.EqualTo("ROCL0907"));
    }

    [Test]
    public void A_run_is_cancelled_until_it_is_submitted_again()
    {
        using var folder = new TemporaryFolder();
        var files = new DiskFiles();
        files.CreateFolder(SlurmJob.FolderIn(folder.Path));
        var jobs = SlurmJobs.None.With(new("12", [0, 1], default), files, folder.Path);
        jobs = jobs.With(new("13", [2], default), files, folder.Path)
            .Cancelled(new HashSet<string> { "12" }, files, folder.Path);
        jobs.With(new("14", [1], default), files, folder.Path);
        var read = SlurmJobs.In(files, folder.Path).ValueOrThrow();
        Assert.That(Enumerable.Range(0, 3).Select(read.IsCancelled), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void A_row_that_names_another_or_shares_its_training_is_in_a_later_wave()
    {
        var runs = Suite(
            ("a", """{ "train": 1 }"""),
            ("b", """{ "train": 1, "evaluate": [1] }"""),
            ("c", """{ "train": 2, "teacher": "row:b" }"""),
            ("d", """{ "train": 3 }""")
        ).Runs;
        Assert.That(RowWaves.Of(runs, [0, 1, 2, 3]), Is.EqualTo(new[] { new[] { 0, 3 }, [1], [2] }));
        Assert.That(RowWaves.Of(runs, [2, 3]), Is.EqualTo(new[] { new[] { 2, 3 } }), "nobody waits for what is done");
        Assert.That(RowWaves.Of(runs, []), Is.Empty);
    }

    [Test]
    public void A_run_that_the_suite_does_not_have_is_named_with_the_nearest()
    {
        var suite = Suite(("alpha", "{}"), ("beta", "{}"));
        Assert.That(RowChoice.Of(suite, "beta").ValueOrThrow().Rows.Single().Name, Is.EqualTo("beta"));
        Assert.That(RowChoice.Of(suite, null).ValueOrThrow().Rows, Has.Length.EqualTo(2));
        Assert.That(
            $"{RowChoice.Of(suite, "bata").Problems.Single()}",
            Does.StartWith("ROCL0906 --row bata: ").And.EndWith("Did you mean 'beta'?")
        );
    }

    [Test]
    public void Options_without_meaning_together_are_refused()
    {
        var here = Placement.Here;
        Assert.That(here.Contradiction, Is.Null);
        Assert.That((here with { On = Placement.Slurm, IsDryRun = true, Settings = ["a=b"] }).Contradiction, Is.Null);
        Assert.That((here with { On = "pbs" }).Contradiction?.Code, Is.EqualTo("ROCL0908"));
        Placement[] wrong =
        [
            here with
            {
                IsDryRun = true,
            },
            here with
            {
                IsDetached = true,
            },
            here with
            {
                IsCancel = true,
            },
            here with
            {
                Settings = ["time=5"],
            },
            here with
            {
                On = Placement.Slurm,
                Row = "a",
            },
        ];
        Assert.That(wrong.Select(placement => placement.Contradiction?.Code), Is.All.EqualTo("ROCL0908"));
    }

    [Test]
    public void What_is_done_by_a_folder_alone_needs_one_that_has_begun()
    {
        using var console = new TestConsole();
        using var said = new StringWriter();
        var places = new SuitePlaces(new DiskFiles(), console, new ErrorOutput(said));
        Assert.That(
            places.Before(["nowhere"], Placement.Here with { IsTables = true }, allowRecipeChange: false),
            Is.EqualTo(9)
        );
        Assert.That($"{said}", Does.StartWith("error ROCL0911 nowhere: "));
        Assert.That(
            places.Before(["nowhere"], Placement.Here with { IsCancel = true }, allowRecipeChange: false),
            Is.EqualTo(9)
        );
        Assert.That($"{said}", Does.Contain("error ROCL0908 --cancel: "));
        Assert.That(
            places.Before(["robustness"], Placement.Here with { Row = "RoCL" }, allowRecipeChange: false),
            Is.EqualTo(9)
        );
        Assert.That($"{said}", Does.Contain("error ROCL0911 robustness: "));
        Assert.That(
            places.Before(["nowhere"], Placement.Here, allowRecipeChange: false),
            Is.Null,
            "a suite is to be run"
        );
    }

    private static Suite Suite(params (string Name, string Recipe)[] rows) =>
        new(
            "s",
            "",
            [],
            [.. rows.Select(row => new SuiteRow(row.Name, row.Name, (JsonObject)JsonNode.Parse(row.Recipe)!))]
        );
}
