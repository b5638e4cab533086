namespace Contracts.Tests.Datasets;

public sealed class LabellingTests
{
    private static PixelImages With(Tensor? labels, params string[] classes) =>
        new(zeros([3, 1, 1, 1], ScalarType.Byte), labels, classes);

    [Test]
    public void Labels_that_number_the_classes_are_sound_and_so_are_none([Values] bool labelled)
    {
        var images = labelled ? With(tensor(new long[] { 1, 0, 1 }), "a", "b") : With(null);
        Assert.That(Labelling.Checked(images), Is.SameAs(images));
    }

    [TestCase(2, "image 1 has the label 2, and there are 2 classes")]
    [TestCase(-1, "image 1 has the label -1")]
    public void A_label_without_a_class_is_refused(long label, string what)
    {
        var problem = Assert
            .Throws<ProblemException>(() => Labelling.Checked(With(tensor(new[] { 1, label, 5 }), "a", "b")))!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0460", "labels")));
        Assert.That(problem.What, Does.Contain(what));
    }

    [Test]
    public void Labels_without_any_class_are_refused() =>
        Assert.That(
            Assert.Throws<ProblemException>(() => Labelling.Checked(With(zeros(3, ScalarType.Int64))))!.Problem.Code,
            Is.EqualTo("ROCL0460")
        );

    [Test]
    public void Labels_that_are_not_one_whole_number_an_image_are_refused([Values] bool tooFew) =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    Labelling.Checked(With(tooFew ? zeros(2, ScalarType.Int64) : zeros(3), "a"))
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0461")
        );
}
