using RoCL.Runs.Recipes;
using Shared.Folders;

namespace Suites.Tests.Recipes;

/// <summary>Recipes as files.</summary>
public sealed class OpeningRecipes
{
    [Test]
    public void A_file_that_is_there_and_cannot_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("locked.json", "{}"u8.ToArray());
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var problem = RecipeFiles.Load(path, []).Problems.Single();
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0118", path)));
        }

        Assert.That(RecipeFiles.Load(path, []).Problems, Is.Empty);
    }

    [Test]
    public void A_recipe_that_extends_one_that_is_not_there_is_named_with_its_key()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine.json", """{ "extends": "nobodys" }"""u8.ToArray());
        var problem = RecipeFiles.Load(path, []).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0117", $"{path}: extends")));
        Assert.That(problem.What, Does.Contain("nobodys"));
    }

    [Test]
    public void Each_recipe_names_what_it_extends_relative_to_its_own_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.json", """{ "extends": "lab/b.json" }"""u8.ToArray());
        folder.Write("lab/b.json", """{ "extends": "c.json" }"""u8.ToArray());
        folder.Write("lab/c.json", """{ "extends": "../d" }"""u8.ToArray());
        folder.Write("c.json", """{ "seed": 1 }"""u8.ToArray());
        var missing = RecipeFiles.Load(path, []).Problems.Single();
        Assert.That(
            (missing.Code, missing.Where),
            Is.EqualTo(("ROCL0117", $"{Path.Combine(folder.Path, "lab", "c.json")}: extends"))
        );
        folder.Write("lab/c.json", """{ "seed": 2 }"""u8.ToArray());
        Assert.That((int)RecipeFiles.Load(path, []).ValueOrThrow()["seed"]!, Is.EqualTo(2));
    }

    [Test]
    public void A_circle_is_seen_through_folders_that_are_left_again()
    {
        using var folder = new TemporaryFolder();
        var a = folder.Write("x/a.json", """{ "extends": "../y/b.json" }"""u8.ToArray());
        var b = folder.Write("y/b.json", """{ "extends": "../x/a.json" }"""u8.ToArray());
        var problem = RecipeFiles.Load(a, []).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0103", $"{b}: extends")));
        Assert.That(problem.What, Does.Contain($"{a} -> {b} -> {a}"));
    }
}
