using Processes.Tests.Runs;
using Shared.Folders;

namespace Processes.Tests.Trust;

/// <summary>
/// A run's recipe is what the run was made by: one that was edited since is refused by its key,
/// wherever it is used.
/// </summary>
public sealed class EditedRecipes
{
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string Change = "optimizer.lr 0.05 -> 0.01";

    private const string Edited = $"its recipe was edited since and is not the one that it was made by: {Change}";

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
    [TestCase("export", "run", "--out", "refused")]
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
    public void It_is_not_shown_as_that_of_the_figures()
    {
        FolderCopy.Make(_rocl["run"], _rocl["same"]);
        File.WriteAllText(_rocl["same/recipe.json"], _recipe);
        var shown = _rocl.Run("show", "run", "same").Output;
        Assert.That(shown, Does.Contain($"run: {Edited}; environment.json has that one"));
        Assert.That(
            shown,
            Does.Contain("are the same; edited since was the recipe in the folder of run.")
                .And.Contain($"* run: {Edited}")
        );
        Assert.That(shown, Does.Not.Contain("same: its recipe"));
        Assert.That(_rocl.Run("show", "run", "--html", "edited.html").Code, Is.Zero);
        Assert.That(File.ReadAllText(_rocl["edited.html"]), Does.Contain("its recipe was edited since"));
        Assert.That(_rocl.Run("show", "run", "--json").Output, Does.Contain($"\"editedRecipe\": \"{Change}\""));
    }

    [Test]
    public void An_evaluation_by_it_says_so_in_its_file_its_table_and_in_show()
    {
        using var rocl = new Rocl();
        FolderCopy.Make(_rocl["run"], rocl["run"]);
        string[] asked = ["--allow-recipe-change", "--set", "evaluate=[{\"use\":\"nearest-neighbours\",\"k\":5}]"];
        var ended = rocl.Run(["evaluate", "run", .. asked]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        const string note = $"measured by another recipe than the run has recorded: {Change}";
        Assert.That(
            ended.Error,
            Does.Contain($"warning ROCL0278 run: The run is measured by another recipe than it has recorded: {Change}")
        );
        Assert.That(ended.Output, Does.Contain($"* run: {note}"));
        var file = rocl.Files().Single(each => each.StartsWith(Path.Combine("run", "evaluations"), Ordinal));
        Assert.That((string?)rocl.Json(file)["recipeChange"], Is.EqualTo(Change));
        Assert.That(rocl.Run("show", "run").Output, Does.Contain($": {note}"));
        Assert.That(File.ReadAllText(rocl["run/report.html"]), Does.Contain("measured by another recipe"));

        var exported = rocl.Run("export", "run", "--allow-recipe-change", "--out", "exported");
        Assert.That(exported.Code, Is.Zero, exported.ToString());
        const string other = $"by another recipe than it has recorded: {Change}";
        Assert.That(exported.Error, Does.Contain($"warning ROCL0278 run: The run is exported {other}."));
        Assert.That(File.ReadAllText(rocl["exported/encoder.safetensors"]), Does.Contain(other));
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

        var tables = rocl.Run("run", "suite", "--tables");
        Assert.That(tables.Code, Is.EqualTo(4), tables.ToString());
        Assert.That(tables.Error, Does.Contain("ROCL0268").And.Contain(Change));
        var marked = rocl.Run("run", "suite", "--tables", "--allow-recipe-change");
        Assert.That(marked.Code, Is.Zero, marked.ToString());
        const string note = $"demo-rocl: {Edited}";
        Assert.That(marked.Output, Does.Contain(note));
        Assert.That(File.ReadAllText(rocl["suite/table.md"]), Does.Contain(note));
        Assert.That(rocl.Run("show", "suite").Output, Does.Contain(note));
    }
}
