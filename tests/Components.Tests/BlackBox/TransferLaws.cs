using RoCL.Attacks.Transfer;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.BlackBox;

[TestFixture, Laws(Arbitrary = [typeof(Carry)])]
public sealed class TransferLaws
{
    [Law]
    public bool Without_a_gradient_of_the_victim_images_stay_in_the_threat_model_and_in_the_box(Carry of)
    {
        using var scope = NewDisposeScope();
        var attacked = of.Attacked;
        return of.Threat.Contains(attacked, of.Victim.Clean)
            && attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
    }

    [Law]
    public bool Images_are_those_of_the_attack_on_the_other_model_whatever_the_victim_makes_of_them(Carry of)
    {
        using var scope = NewDisposeScope();
        var clean = of.Victim.Clean;
        var labels = of.Objective.Labels!;
        var still = of.Other.Outputs(clean, "classifier");
        var there = of.Other.Objective(
            outputs =>
                of.Raise == TransferGoal.Dissimilarity
                    ? 1 - nn.functional.cosine_similarity(outputs, still, dim: 1)
                    : nn.functional.cross_entropy(outputs, labels, reduction: nn.Reduction.None),
            of.Images,
            labels,
            "classifier"
        );
        return of.By.Perturb(clean, there, of.Threat, of.Victim.Random("attack")).eq(of.Attacked).all().item<bool>();
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(Carry of)
    {
        using var scope = NewDisposeScope();
        return of.Attacked.eq(of.Attacked).all().item<bool>();
    }
}
