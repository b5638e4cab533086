using Processes.Tests.Runs;
using Shared.Folders;

namespace Processes.Tests.Trust;

/// <summary>
/// A run's recipe is what the run was made by: one that was edited since is refused by its key,
/// wherever it is used.
/// </summary>
public sealed class EditedRecipes
{
    private const string Change = "optimizer.lr 0.05 -> 0.01";

    private Rocl _rocl = null!;
    private string _recipe = "";

    [OneTimeSetUp]
    public void Train()
    {
        _rocl = new();
        var ended = _rocl.Run([
            "run",
            "demo-rocl",
            "--out",
            "run",
            .. Rocl.Tiny,
            "--set",
            "optimizer.lr=0.05",
            "--set",
            "evaluate=[]",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        _recipe = File.ReadAllText(_rocl["run/recipe.json"]);
    }

    [SetUp]
    public void Edit()
    {
        var edited = _recipe.Replace("0.05", "0.01", StringComparison.Ordinal);
        Assert.That(edited, Is.Not.EqualTo(_recipe));
        File.WriteAllText(_rocl["run/recipe.json"], edited);
    }

    [OneTimeTearDown]
    public void Remove() => _rocl.Dispose();

    [TestCase("run", "run")]
    [TestCase("evaluate", "run")]
    [TestCase("check", "run")]
    public void It_is_refused_with_what_was_changed(params string[] command)
    {
        var ended = _rocl.Run(command);
        Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
        Assert.That(
            ended.ErrorLines.Single(),
            Does.StartWith($"error ROCL0268 {Path.Combine("run", "recipe.json")}: ").And.Contain($": {Change}.")
        );
    }

    [Test]
    public void So_it_is_where_the_model_is_a_teacher()
    {
        var ended = _rocl.Run([
            "run",
            "demo-rocl",
            "--out",
            "student",
            .. Rocl.Tiny,
            "--set",
            "teachers={\"before\":{\"from\":\"run\"}}",
            "--set",
            "loss.0={\"use\":\"mse\",\"views\":[\"a\",\"a@before\"]}",
            "--set",
            "evaluate=[]",
        ]);
        Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
        Assert.That(ended.Error, Does.Contain("ROCL0268").And.Contain(Change));
    }

    [Test]
    public void Another_order_layout_or_comment_is_no_other_recipe()
    {
        File.WriteAllText(_rocl["run/recipe.json"], "// The same.\n" + _recipe.ReplaceLineEndings(" "));
        Assert.That(_rocl.Run("check", "run").Code, Is.Zero);
    }

    [Test]
    public void Where_it_is_allowed_the_record_says_so()
    {
        using var rocl = new Rocl();
        FolderCopy.Make(_rocl["run"], rocl["run"]);
        File.Delete(rocl["run/summary.json"]);
        var ended = rocl.Run("run", "run", "--allow-recipe-change");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Error, Does.Contain($"goes on by another recipe: {Change}."));
        Assert.That((string?)rocl.Json("run/environment.json")[1]!["recipeChange"], Is.EqualTo(Change));
        Assert.That(rocl.Run("show", "run").Output, Does.Contain($"went on by another recipe: {Change}"));
        Assert.That(rocl.Run("check", "run").Code, Is.Zero, "it is the recorded one now");
    }

    [Test]
    public void In_a_suite_the_run_is_named()
    {
        using var rocl = new Rocl();
        string[] settings = [.. Rocl.Tiny, "--set", "optimizer.lr=0.05", "--set", "evaluate=[]"];
        var trained = rocl.Run(["run", "demo-rocl", "demo-simclr", "--out", "suite", .. settings]);
        Assert.That(trained.Code, Is.Zero, trained.ToString());
        var suite = File.ReadAllText(rocl["suite/suite.json"]);
        File.WriteAllText(rocl["suite/suite.json"], suite.Replace("0.05", "0.01", StringComparison.Ordinal));

        var refused = rocl.Run("run", "suite");
        Assert.That(refused.Code, Is.EqualTo(4), refused.ToString());
        var both = string.Join(
            ", ",
            from run in (string[])["demo-rocl", "demo-simclr"]
            select $"suite/{run}/recipe.json"
        );
        Assert.That(
            refused.ErrorLines.Single(),
            Does.StartWith($"error ROCL0268 {both}: ").And.Contain($": {Change}."),
            "the same of several runs is one message"
        );
    }
}
