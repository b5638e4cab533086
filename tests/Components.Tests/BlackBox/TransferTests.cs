using RoCL.Attacks.Gradient;
using RoCL.Attacks.Transfer;
using Carried = RoCL.Attacks.Transfer.TransferAttack;
using Classifier = Components.Tests.AutoAttack.Classifier;

namespace Components.Tests.BlackBox;

public sealed class TransferTests
{
    private static readonly Carry Case = new(new Pgd(5, RelativeStep: 0.4), null, new LInf(0.2), 4, Seed: 11);

    private static Tensor Perturb(Carried attack, IObjective objective) =>
        attack.Perturb(Case.Victim.Clean, objective, Case.Threat, Case.Victim.Random("attack"));

    private static bool Same(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    [Test]
    public void What_is_raised_on_the_other_model_rises_there([Values] TransferGoal raise)
    {
        var (clean, labels, attacked) = (
            Case.Victim.Clean,
            Case.Objective.Labels!,
            (Case with { Raise = raise }).Attacked
        );
        Tensor Losses(Tensor images) =>
            raise == TransferGoal.CrossEntropy
                ? nn.functional.cross_entropy(Case.Other.Outputs(images, "classifier"), labels)
                : 1
                    - nn.functional.cosine_similarity(
                            Case.Other.Outputs(images, "classifier"),
                            Case.Other.Outputs(clean, "classifier"),
                            1
                        )
                        .mean();
        Assert.That(Losses(attacked).item<float>(), Is.GreaterThan(Losses(clean).item<float>() + 0.05));
    }

    [Test]
    public void A_classifier_and_labels_mean_cross_entropy_and_anything_else_dissimilarity()
    {
        var other = Case.Other;
        var labelled = Case.Objective;
        var alone = other with { Named = new Dictionary<string, Classifier>() };
        Carried With(ITrainedModel from, string? head = null, TransferGoal? raise = null) =>
            new(from, Case.By, head, raise);
        Assert.That(
            Same(
                Perturb(With(other), labelled),
                Perturb(With(other, "classifier", TransferGoal.CrossEntropy), labelled)
            )
        );
        Assert.That(
            Same(
                Perturb(With(other), labelled with { Labels = null }),
                Perturb(With(other, "classifier", TransferGoal.Dissimilarity), labelled)
            )
        );
        Assert.That(
            Same(Perturb(With(alone), labelled), Perturb(With(other, "features", TransferGoal.Dissimilarity), labelled))
        );
        Assert.That(
            Same(
                Perturb(With(other, "projector"), labelled),
                Perturb(With(other, "projector", TransferGoal.Dissimilarity), labelled)
            )
        );
    }

    [Test]
    public void Cross_entropy_without_labels_is_refused() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    Perturb(
                        new(Case.Other, Case.By, Raise: TransferGoal.CrossEntropy),
                        Case.Objective with
                        {
                            Labels = null,
                        }
                    )
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0334")
        );

    [Test]
    public void A_head_that_tells_other_classes_apart_is_refused()
    {
        var problem = Assert
            .Throws<ProblemException>(() =>
                Perturb(new(Case.Other, Case.By, "projector", TransferGoal.CrossEntropy), Case.Objective)
            )!
            .Problem;
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(
                ("ROCL0336", "The other model's head 'projector' has 5 outputs, but the images here have 4 classes.")
            )
        );
    }

    [Test]
    public void No_seed_can_depend_on_the_place_of_the_run() =>
        Assert.That($"{new Carried(Case.Other, new Pgd(20))}", Is.EqualTo("transferred PGD-20"));
}
