using RoCL.Attacks.Transfer;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.BlackBox;

[TestFixture, Laws(Arbitrary = [typeof(TransferCase)], MaxTest = 60)]
public sealed class TransferAttackLaws
{
    [Law]
    public bool Without_a_gradient_of_the_victim_images_stay_in_the_threat_model_and_in_the_box(TransferCase given)
    {
        using var scope = NewDisposeScope();
        var attacked = given.Perturb();
        var isInTheBox = attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
        return isInTheBox && given.Threat.Contains(attacked, given.Clean);
    }

    [Law]
    public bool Images_are_those_of_the_attack_on_the_source_whatever_the_victim_is(TransferCase given)
    {
        using var scope = NewDisposeScope();
        var labels = given.Objective.Labels!;
        var cleanOutputs = given.Source.Outputs(given.Clean, "classifier");
        Tensor Raised(Tensor outputs) =>
            given.Raise == TransferGoal.Dissimilarity
                ? 1 - nn.functional.cosine_similarity(outputs, cleanOutputs, dim: 1)
                : nn.functional.cross_entropy(outputs, labels, reduction: nn.Reduction.None);

        var objective = given.Source.Objective(Raised, given.Images, labels, "classifier");
        var expected = given.By.Perturb(given.Clean, objective, given.Threat, given.AttackRandom);
        return given.Perturb().SameAs(expected);
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(TransferCase given)
    {
        using var scope = NewDisposeScope();
        var first = given.Perturb();
        var second = given.Perturb();
        return first.SameAs(second);
    }
}
