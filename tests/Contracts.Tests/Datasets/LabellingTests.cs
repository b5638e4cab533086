namespace Contracts.Tests.Datasets;

public sealed class LabellingTests
{
    [Test]
    public void Labels_that_number_the_classes_are_accepted_and_so_are_images_without_labels([Values] bool labelled)
    {
        var images = labelled ? ThreeImages(tensor(new long[] { 1, 0, 1 }), "a", "b") : ThreeImages(null);
        Assert.That(Labelling.Checked(images), Is.SameAs(images));
    }

    [TestCase(2, "Image 1 has the label 2, and there are 2 classes")]
    [TestCase(-1, "Image 1 has the label -1")]
    public void A_label_without_a_class_is_refused(long label, string what)
    {
        var problem = Refusal(ThreeImages(tensor(new[] { 1, label, 5 }), "a", "b"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo("ROCL0460"));
            Assert.That(problem.Where, Is.EqualTo("labels"));
            Assert.That(problem.What, Does.StartWith(what));
        }
    }

    [Test]
    public void Labels_without_any_class_are_refused() =>
        Assert.That(Refusal(ThreeImages(zeros(3, ScalarType.Int64))).Code, Is.EqualTo("ROCL0460"));

    [Test]
    public void Labels_that_are_too_few_are_refused() =>
        Assert.That(
            $"{Refusal(ThreeImages(zeros(2, ScalarType.Int64), "a"))}",
            Does.StartWith("ROCL0461 labels: The labels are Int64 [2] for 3 images, and int64 [3] is expected.")
        );

    [Test]
    public void Labels_that_are_no_whole_numbers_are_refused() =>
        Assert.That(Refusal(ThreeImages(zeros(3), "a")).Code, Is.EqualTo("ROCL0461"));

    private static PixelImages ThreeImages(Tensor? labels, params string[] classes) =>
        new(zeros([3, 1, 1, 1], ScalarType.Byte), labels, classes);

    private static Problem Refusal(IImages images) =>
        Assert.Throws<ProblemException>(() => Labelling.Checked(images))!.Problem;
}
