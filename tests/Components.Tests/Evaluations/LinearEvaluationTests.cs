using RoCL.Attacks.Gradient;
using RoCL.Evaluations.Linear;

namespace Components.Tests.Evaluations;

/// <summary>Protocols on a frozen encoder.</summary>
public sealed class LinearEvaluationTests
{
    [Test]
    public void Without_an_attack_clean_accuracy_alone_is_measured()
    {
        var result = new LinearEvaluation(Epochs: 5).Evaluate(ToyBench.New());
        Assert.That(result.Conditions.Select(condition => condition.Name), Is.EqualTo(new[] { "clean" }));
    }

    [Test]
    public void An_image_that_is_misclassified_untouched_stays_misclassified_under_attack()
    {
        var untrained = new LinearEvaluation(
            Epochs: 1,
            Rate: 1e-6,
            Attack: new Pgd(Iterations: 5, RelativeStep: 0.4),
            Threats: [new LInf(0), new LInf(0.05), new LInf(0.5)]
        );
        var conditions = untrained.Evaluate(ToyBench.New(null, "data.mislabelled=true")).Conditions;
        var clean = conditions[0].Correct;
        Assert.That(clean, Does.Contain(false), "some images are misclassified");
        foreach (var condition in conditions)
            Assert.That(condition.Correct.Zip(clean).Where(image => image.First && !image.Second), Is.Empty);
    }

    [Test]
    public void One_neighbour_votes_for_its_own_class()
    {
        var clean = new Neighbours(K: 1).Evaluate(ToyBench.New()).Conditions[0];
        Assert.That(clean.Correct, Is.All.True);
    }
}
