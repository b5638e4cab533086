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
}
