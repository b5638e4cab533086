using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Runs.Recipes;
using Shared.Toys;

namespace Runs.Tests.Training;

public sealed class OpeningJobs
{
    [Test]
    public void Fewer_classes_than_labels_are_refused_by_the_datas_name_and_the_label()
    {
        var shelf = new ToyShelf();
        var problem = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(document => RecipeText.Set(document, "data=mislabelled"))
            .Then(document => Job.Of("toy", "toy.json", document, shelf, new RecipeBinder(shelf)))
            .Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0460"), problem.ToString());
        Assert.That(problem.Where, Does.StartWith("toy.json: data (").And.Contain("mislabelled"));
        Assert.That(problem.What, Does.Contain("Image 2 has the label 7, and there are 2 classes"));
    }
}
