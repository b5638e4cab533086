using Core.Tests.Toys;
using RoCL.Core.Recipes;
using RoCL.Runs.Training;

namespace Host.Tests.Runs;

/// <summary>
/// Data whose labels its classes do not number: three images of classes 0, 1 and 7, and two
/// classes.
/// </summary>
[Component("mislabelled", "Labels without a class")]
public sealed record Mislabelled : IDataset
{
    public IImages Open(Split split) =>
        new PixelImages(zeros([3, 1, 8, 8], ScalarType.Byte), tensor(new long[] { 0, 1, 7 }), ["a", "b"]);
}

public sealed class OpeningJobs
{
    [Test]
    public void Fewer_classes_than_labels_are_refused_by_the_datas_name_and_the_label()
    {
        var shelf = new ToyShelf();
        var problem = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(document => RecipeText.Set(document, "data=mislabelled"))
            .Then(document => Job.Of("toy", "toy.json", document, shelf, shelf))
            .Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0460"), problem.ToString());
        Assert.That(problem.Where, Does.StartWith("toy.json: data (").And.Contain("mislabelled"));
        Assert.That(problem.What, Does.Contain("Image 2 has the label 7, and there are 2 classes"));
    }
}
