using System.Text.Json.Nodes;
using Processes.Tests.Runs;
using Shared.Datasets;
using Shared.Folders;

namespace Processes.Tests.Trust;

/// <summary>
/// What is said of a stopped run whose recipe asks for as many images as there were, or whose data
/// is read by other settings than it was.
/// </summary>
public sealed class MissingImages
{
    private const int ImagesOfEachClass = 20;
    private Rocl _rocl = null!;

    /// <summary>A stopped run on all 32 training and all 8 test images of a folder.</summary>
    [OneTimeSetUp]
    public void Train()
    {
        _rocl = new();
        GrayImages.Write(_rocl["imgs"], ImagesOfEachClass);
        File.WriteAllText(
            _rocl["own.json"],
            """
            {
              "extends": "demo-simclr",
              "data": { "use": "image-folder", "folder": "imgs" },
              "images": { "train": 32, "test": 8 },
              "train": { "epochs": 1, "batch": 16 },
              "evaluate": [{ "use": "nearest-neighbours", "k": 5 }]
            }
            """
        );
        var trained = Run("run", "own.json", "--out", "run");
        Assert.That(trained.Code, Is.Zero, trained.ToString());
        File.Delete(_rocl["run/summary.json"]);
    }

    [OneTimeTearDown]
    public void Remove() => _rocl.Dispose();

    private Ended Run(params string[] command) =>
        _rocl.Run([.. command, .. command[0] == "run" ? new[] { "--no-supervisor" } : []]);

    [TestCase("run", "run")]
    [TestCase("run", "--from", "run", "--set", "train.epochs=2", "--out", "longer")]
    [TestCase("evaluate", "run")]
    [TestCase("export", "run", "--out", "exported")]
    [TestCase("check", "run"), NonParallelizable]
    public void Where_all_images_are_asked_for_one_that_is_gone_is_a_change_of_the_data(params string[] command)
    {
        foreach (var image in (string[])["a/03.png", "a/04.png"])
        {
            File.Move(_rocl[$"imgs/{image}"], _rocl["kept.png"]);
            try
            {
                var refused = Run(command);
                Assert.That(refused.Code, Is.EqualTo(4), refused.ToString());
                Assert.That(refused.Complaints.Single(), Does.StartWith("error ROCL0269 run: "));
                Assert.That(refused.Error, Does.Contain($": 1 removed ({image})"));
            }
            finally
            {
                File.Move(_rocl["kept.png"], _rocl[$"imgs/{image}"]);
            }
        }
    }

    [Test, NonParallelizable]
    public void Where_the_change_is_allowed_there_are_still_too_few_images()
    {
        File.Move(_rocl["imgs/b/03.png"], _rocl["kept.png"]);
        try
        {
            var refused = Run("run", "run", "--allow-data-change");
            Assert.That(refused.Complaints.Single(), Does.StartWith("error ROCL0114 "), refused.ToString());
        }
        finally
        {
            File.Move(_rocl["kept.png"], _rocl["imgs/b/03.png"]);
        }
    }

    [Test]
    public void One_class_alone_is_warned_of_before_a_run_and_by_evaluate()
    {
        var alone = Run("run", "own.json", "--set", "images={\"classes\":[\"a\"]}", "--out", "alone");
        Assert.That(alone.Code, Is.Zero, alone.ToString());
        const string warning = "warning ROCL0298 {0}: evaluate.0: The evaluation measures on ";
        Assert.That(
            alone.Complaints,
            Has.Some.StartsWith(string.Format(null, warning, "own.json")).And.Some.Contain("of one class alone, a.")
        );
        var stored = _rocl.Json("alone/summary.json")["warnings"]!.AsArray().Select(each => (string?)each!["code"]);
        Assert.That(stored, Has.One.EqualTo("ROCL0298"));
        var again = Run("evaluate", "alone");
        Assert.That(again.Complaints, Has.Some.StartsWith(string.Format(null, warning, "alone/recipe.json")));
        Assert.That(Run("evaluate", "run").Error, Does.Not.Contain("ROCL0298"));
        Assert.That(Run("evaluate", "run", "--images", "1").Error, Does.Contain("1 image of one class alone"));
    }

    [Test]
    public void Data_that_is_read_by_another_setting_is_refused_by_the_name_of_the_setting()
    {
        FolderCopy.Make(_rocl["run"], _rocl["edited"]);
        var recipe = _rocl.Json("edited/recipe.json").AsObject();
        recipe["data"]!["background"] = "gray";
        recipe["data"]!["size"] = 16;
        File.WriteAllText(_rocl["edited/recipe.json"], recipe.ToJsonString());
        var size = (JsonNode?)_rocl.Json("run/recipe.json")["data"]!["size"];
        var refused = Run("run", "edited", "--allow-recipe-change");
        Assert.That(refused.Complaints, Has.Some.StartsWith("error ROCL0269 edited: "), refused.ToString());
        Assert.That(
            refused.Error,
            Does.Contain($"data.size {size?.ToJsonString() ?? "none"} -> 16")
                .And.Contain("images read by other settings cannot be compared")
                .And.Not.Contain("changed (")
        );

        foreach (
            var command in new string[][]
            {
                ["evaluate", "run", "--set", "data.size=16"],
                ["run", "--from", "run", "--set", "data.size=16", "--set", "train.epochs=2", "--out", "smaller"],
            }
        )
        {
            var other = Run(command);
            Assert.That(other.Complaints.Single(), Does.StartWith("error ROCL0269 run: "), other.ToString());
            Assert.That(other.Error, Does.Contain(": data.size ").And.Contain(" -> 16 (images read by"));
        }
    }
}
