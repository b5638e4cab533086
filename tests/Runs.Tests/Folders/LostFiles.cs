using RoCL.Runs.Checking;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using Shared.Folders;

namespace Runs.Tests.Folders;

/// <summary>A run whose recipe or record is gone: what is said, and how to get it back.</summary>
public sealed class LostFiles
{
    private TemporaryFolder _folder = null!;

    private RunFolder Run => new(new DiskFiles(), Path.Combine(_folder.Path, "run"));

    [SetUp]
    public void MakeARun()
    {
        _folder = new();
        _folder.Write("run/recipe.json", """{ "seed": 1 }"""u8.ToArray());
        _folder.Write("run/environment.json", """[{ "plugins": [], "recipe": { "seed": 1 } }]"""u8.ToArray());
        Directory.CreateDirectory(Path.Combine(Run.Checkpoints, "step-00000002"));
    }

    [TearDown]
    public void Leave() => _folder.Dispose();

    [Test]
    public void A_recipe_that_is_gone_is_said_wherever_the_run_is_named_with_where_it_stands()
    {
        File.Delete(Run.Recipe);
        foreach (
            var problem in (Problem[])[MissingRun.At(Run.Files, Run.Root), RecipeFiles.Load(Run.Root, []).Problems[0]]
        )
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0603", Run.Root)));
            Assert.That(problem.What, Does.Contain("recipe.json is gone; environment.json has it"));
            Assert.That(problem.Remedy, Does.Contain(Run.Recipe));
        }

        File.Delete(Run.Environment);
        Assert.That(LostRecipe.In(Run.Root)!.What, Does.Contain("and so is environment.json"));
    }

    [Test]
    public void Whole_runs_and_other_folders_have_lost_none()
    {
        Assert.That(LostRecipe.In(Run.Root), Is.Null);
        Assert.That(LostRecipe.In(_folder.Path), Is.Null);
    }

    [Test]
    public void A_trained_run_without_its_record_is_not_sound()
    {
        Assert.That(RunRecords.Silence(Run), Is.Null);
        File.Delete(Run.Environment);
        Assert.That(RunRecords.Silence(Run)!.What, Does.Contain("The file is gone"));
        Assert.That(new RunRecords(Run).Problems().Select(problem => problem.Code), Does.Contain("ROCL0262"));
        Directory.Delete(Run.Checkpoints, recursive: true);
        Assert.That(RunRecords.Silence(Run), Is.Null, "it has not begun");
    }

    [Test]
    public void What_was_edited_has_a_remedy_of_each_verb()
    {
        File.WriteAllText(Run.Recipe, """{ "seed": 2 }""");
        Assert.That(
            RecordedRecipe.Edited(Run)!.Remedy,
            Does.Contain("--allow-recipe-change of `rocl run`, `rocl evaluate` or `rocl export`")
        );
    }
}
