using Components.Tests.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Transfer;

namespace Components.Tests.BlackBox;

public sealed class TransferAttackTests
{
    private static readonly TransferCase Case = new(
        new Pgd(5, RelativeStep: 0.4),
        Raise: null,
        new LInf(0.2),
        Images: 4,
        Seed: 11
    );

    [Test]
    public void What_is_raised_on_the_source_rises_there([Values] TransferGoal raise)
    {
        var cleanOutputs = Case.Source.Outputs(Case.Clean, "classifier");
        float Loss(Tensor images)
        {
            var outputs = Case.Source.Outputs(images, "classifier");
            var loss =
                raise == TransferGoal.CrossEntropy
                    ? nn.functional.cross_entropy(outputs, Case.Objective.Labels!)
                    : 1 - nn.functional.cosine_similarity(outputs, cleanOutputs, dim: 1).mean();
            return loss.item<float>();
        }

        var attacked = (Case with { Raise = raise }).Perturb();
        Assert.That(Loss(attacked), Is.GreaterThan(Loss(Case.Clean) + 0.05));
    }

    [Test]
    public void A_classifier_and_labels_mean_cross_entropy() =>
        AssertSame(
            Perturb(new(Case.Source, Case.By), Case.Objective),
            Perturb(new(Case.Source, Case.By, "classifier", TransferGoal.CrossEntropy), Case.Objective)
        );

    [Test]
    public void A_classifier_without_labels_means_dissimilarity()
    {
        var withoutLabels = Case.Objective with { Labels = null };
        AssertSame(
            Perturb(new(Case.Source, Case.By), withoutLabels),
            Perturb(new(Case.Source, Case.By, "classifier", TransferGoal.Dissimilarity), withoutLabels)
        );
    }

    [Test]
    public void A_model_without_a_classifier_means_dissimilarity_of_its_features()
    {
        var encoderAlone = Case.Source with { Networks = new Dictionary<string, SmallClassifier>() };
        AssertSame(
            Perturb(new(encoderAlone, Case.By), Case.Objective),
            Perturb(new(Case.Source, Case.By, "features", TransferGoal.Dissimilarity), Case.Objective)
        );
    }

    [Test]
    public void Another_head_means_dissimilarity_of_its_outputs() =>
        AssertSame(
            Perturb(new(Case.Source, Case.By, "projector"), Case.Objective),
            Perturb(new(Case.Source, Case.By, "projector", TransferGoal.Dissimilarity), Case.Objective)
        );

    [Test]
    public void Cross_entropy_without_labels_is_refused()
    {
        var attack = new TransferAttack(Case.Source, Case.By, Raise: TransferGoal.CrossEntropy);
        var withoutLabels = Case.Objective with { Labels = null };
        var refused = Assert.Throws<ProblemException>(() => Perturb(attack, withoutLabels));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0334"));
    }

    [Test]
    public void A_head_of_another_number_of_classes_is_refused()
    {
        var attack = new TransferAttack(Case.Source, Case.By, "projector", TransferGoal.CrossEntropy);
        var refused = Assert.Throws<ProblemException>(() => Perturb(attack, Case.Objective));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0336"));
        Assert.That(
            refused.Problem.What,
            Is.EqualTo("The other model's head 'projector' has 5 outputs, but the images here have 4 classes.")
        );
    }

    [Test]
    public void No_seed_can_depend_on_the_place_of_the_run() =>
        Assert.That($"{new TransferAttack(Case.Source, new Pgd(20))}", Is.EqualTo("transferred PGD-20"));

    private static Tensor Perturb(TransferAttack attack, IObjective objective) =>
        attack.Perturb(Case.Clean, objective, Case.Threat, Case.AttackRandom);

    private static void AssertSame(Tensor attacked, Tensor expected) => Assert.That(attacked.SameAs(expected));
}
