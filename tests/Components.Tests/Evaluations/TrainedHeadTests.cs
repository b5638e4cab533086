using RoCL.Evaluations.Linear;

namespace Components.Tests.Evaluations;

/// <summary>The classifier that a recipe has trained, and heads that are none.</summary>
public sealed class TrainedHeadTests
{
    [Test]
    public void A_head_with_another_number_of_outputs_than_classes_is_refused()
    {
        var bench = ToyBench.New(null, "heads.classifier={\"use\":\"mlp\",\"layers\":[8,5]}");
        var problem = Assert.Throws<ProblemException>(() => new TrainedHead().Evaluate(bench))!.Problem;
        Assert.That(
            $"{problem}",
            Is.EqualTo(
                "ROCL0514 the head 'classifier': The head gives 5 outputs, but the images have 3 classes. "
                    + "Name a head that classifies."
            )
        );
    }
}
