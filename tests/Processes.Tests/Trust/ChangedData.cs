using Processes.Tests.Runs;
using Shared.Datasets;
using Shared.Folders;

namespace Processes.Tests.Trust;

/// <summary>
/// A run's data, and the models of other runs, are those that it was made with, wherever they lie.
/// </summary>
public sealed class ChangedData
{
    private const int ImagesOfEachClass = 40;
    private Rocl _rocl = null!;

    /// <summary>
    /// A recipe in a folder of its own, beside its images, run from another folder.
    /// </summary>
    [OneTimeSetUp]
    public void Train()
    {
        _rocl = new();
        Directory.CreateDirectory(_rocl["lab"]);
        GrayImages.Write(_rocl["lab/imgs"], ImagesOfEachClass);
        File.WriteAllText(
            _rocl["lab/own.json"],
            """
            {
              "extends": "demo-simclr",
              "data": { "use": "image-folder", "folder": "imgs" },
              "images": null,
              "train": { "epochs": 1, "batch": 16 },
              "evaluate": [{ "use": "nearest-neighbours", "k": 5 }]
            }
            """
        );
        Assert.That(Run("run", "lab/own.json", "--out", "teacher").Code, Is.Zero);
        var student = Run(
            "run",
            "lab/own.json",
            "--out",
            "student",
            "--set",
            "teachers={\"t\":{\"from\":\"teacher\",\"head\":\"projector\"}}",
            "--set",
            "loss.0={\"use\":\"mse\",\"views\":[\"a\",\"a@t\"]}"
        );
        Assert.That(student.Code, Is.Zero, student.ToString());
    }

    [OneTimeTearDown]
    public void Remove() => _rocl.Dispose();

    private Ended Run(params string[] command) =>
        _rocl.Run([.. command, .. command[0] == "run" ? new[] { "--no-supervisor" } : []]);

    /// <summary>A copy of a run as one that was stopped at its end.</summary>
    private string Stopped(string run, string copy)
    {
        FolderCopy.Make(_rocl[run], _rocl[copy]);
        File.Delete(_rocl[$"{copy}/summary.json"]);
        return copy;
    }

    [Test]
    public void Places_are_those_of_the_recipe_and_written_whole()
    {
        Assert.That((string?)_rocl.Json("student/recipe.json")["data"]!["folder"], Is.EqualTo(_rocl["lab/imgs"]));
        Assert.That(
            (string?)_rocl.Json("student/recipe.json")["teachers"]!["t"]!["from"],
            Is.EqualTo(_rocl["teacher"]),
            "what the command line sets is relative to where it stands"
        );
    }

    [Test, NonParallelizable]
    public void Data_that_is_gone_is_refused_with_how_to_name_its_new_place_and_the_run_goes_on_there()
    {
        var run = Stopped("teacher", "gone");
        Directory.Move(_rocl["lab/imgs"], _rocl["elsewhere"]);
        try
        {
            foreach (var verb in (string[])["run", "evaluate"])
            {
                var refused = Run(verb, run);
                Assert.That(refused.Code, Is.Not.Zero);
                Assert.That(refused.Complaints.Single(), Does.StartWith("error ROCL0420 ").And.Contain("no such"));
                Assert.That(refused.Error, Does.Contain("Where the data has moved, add --set data.folder=PATH"));
            }

            var found = Run("run", run, "--set", $"data.folder={_rocl["elsewhere"]}");
            Assert.That(found.Code, Is.Zero, found.ToString());
            Assert.That(found.Error, Does.Not.Contain("other data"));
        }
        finally
        {
            Directory.Move(_rocl["elsewhere"], _rocl["lab/imgs"]);
        }
    }

    [Test, NonParallelizable]
    public void Data_that_has_changed_is_refused_by_run_and_evaluate_until_it_is_allowed()
    {
        var run = Stopped("teacher", "changed");
        var moved = _rocl["lab/imgs/a/39.png"];
        var kept = _rocl["kept.png"];
        File.Move(moved, kept);
        try
        {
            foreach (var verb in (string[])["run", "evaluate", "check"])
            {
                var refused = Run(verb, run);
                Assert.That(refused.Code, Is.EqualTo(4), refused.ToString());
                Assert.That(refused.Complaints.Single(), Does.StartWith($"error ROCL0269 {run}: "));
                Assert.That(refused.Error, Does.Contain(": 1 removed (a/39.png)."));
            }

            var measured = Run("evaluate", run, "--allow-data-change");
            Assert.That(measured.Code, Is.Zero, measured.ToString());
            Assert.That(
                measured.Error,
                Does.Contain($"ROCL0278 {run}: The run is measured with other data than it was made with: 1 removed")
            );
            Assert.That(measured.Error, Does.Not.Contain("goes on"));
            const string note = "measured with other data than the run was made with: 1 removed (a/39.png)";
            Assert.That(measured.Output, Does.Contain($"* {run}: {note}"));
            var later = Path.Combine(run, "evaluations");
            var file = Path.GetFileName(Directory.EnumerateFiles(_rocl[later], "*.json").Single());
            Assert.That((string?)_rocl.Json($"{later}/{file}")["dataChange"], Is.EqualTo("1 removed (a/39.png)"));
            Assert.That(
                Run("show", run).Output,
                Does.Contain($"{run}: evaluation {Path.GetFileNameWithoutExtension(file)}: {note}")
            );

            var allowed = Run("run", run, "--allow-data-change");
            Assert.That(allowed.Code, Is.Zero, allowed.ToString());
            Assert.That(allowed.Error, Does.Contain("goes on with other data: 1 removed (a/39.png)."));
            Assert.That((string?)_rocl.Json($"{run}/environment.json")[1]!["dataChange"], Does.StartWith("1 removed"));
            Assert.That(Run("run", "teacher", "--allow-data-change").Error, Does.Not.Contain("goes on"), "finished");
            const string wentOn = "went on with other data: 1 removed (a/39.png)";
            Assert.That(Run("show", run).Output, Does.Contain($"{run}: {wentOn}"));
            Assert.That(Run("show", run, "student").Output, Does.Contain($"* {run}: {wentOn}"));
            Assert.That(
                Run("check", run).Output,
                Does.Contain($"known   {wentOn}").And.Contain("the data is what the run went on with")
            );
        }
        finally
        {
            File.Move(kept, moved);
        }
    }

    [Test, NonParallelizable]
    public void Data_that_was_only_moved_is_known_by_its_content()
    {
        var run = Stopped("teacher", "moved");
        Directory.Move(_rocl["lab/imgs"], _rocl["elsewhere"]);
        try
        {
            Assert.That(Run("run", run).Error, Does.Contain("ROCL0420"));
            Assert.That(Run("run", run, "--set", "optimizer.lr=1").Error, Does.Contain("ROCL0008"));
            var ended = Run("run", run, "--set", "data.folder=elsewhere");
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            Assert.That(ended.Complaints, Is.Empty);
            Assert.That((string?)_rocl.Json($"{run}/recipe.json")["data"]!["folder"], Is.EqualTo(_rocl["elsewhere"]));
            Assert.That(_rocl.Json($"{run}/environment.json")[1]!["recipeChange"], Is.Null, "a place is no change");
            Assert.That(
                ended.Output,
                Does.Not.Match(@"\* moved: (?!ROCL0289)"),
                "but for what so small a training gives"
            );
        }
        finally
        {
            Directory.Move(_rocl["elsewhere"], _rocl["lab/imgs"]);
        }
    }

    [Test, NonParallelizable]
    public void Another_model_in_the_place_of_a_teachers_is_refused_and_a_teacher_that_was_moved_is_known()
    {
        var run = Stopped("student", "taught");
        Directory.Move(_rocl["teacher"], _rocl["first"]);
        try
        {
            FolderCopy.Make(_rocl["student"], _rocl["teacher"]);
            var refused = Run("run", run);
            Assert.That(refused.Code, Is.EqualTo(4), refused.ToString());
            Assert.That(
                refused.Complaints.Single(),
                Does.StartWith($"error ROCL0270 {run}: ").And.Contain("teachers.t.from").And.Contain(" -> ")
            );
            Directory.Delete(_rocl["teacher"], recursive: true);
            var ended = Run("run", run, "--set", "teachers.t.from=first");
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            Assert.That(
                ended.Output,
                Does.Not.Match(@"\* taught: (?!ROCL0289)"),
                "but for what so small a training gives"
            );
        }
        finally
        {
            Directory.Move(_rocl["first"], _rocl["teacher"]);
        }
    }

    [Test, NonParallelizable]
    public void A_run_of_an_older_version_goes_on_and_its_log_says_what_is_not_known()
    {
        var run = Stopped("teacher", "older");
        var records = _rocl.Json($"{run}/environment.json");
        records[0]!.AsObject().Remove("data");
        File.WriteAllText(_rocl[$"{run}/environment.json"], records.ToJsonString());
        File.Delete(_rocl[$"{run}/data.json"]);
        Assert.That(Run("run", run).Code, Is.Zero);
        Assert.That(File.ReadAllText(_rocl[$"{run}/log.jsonl"]), Does.Contain("does not say which images"));
    }
}
