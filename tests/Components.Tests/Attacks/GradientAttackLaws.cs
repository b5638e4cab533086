using RoCL.Attacks.Gradient;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.Attacks;

[TestFixture, Laws(Arbitrary = [typeof(GradientAttackCase)], MaxTest = 60)]
public sealed class GradientAttackLaws
{
    [Law]
    public bool Attacked_images_are_members_of_the_threat_model_and_of_the_box(GradientAttackCase given)
    {
        using var scope = NewDisposeScope();
        var attacked = given.Perturb();
        var isInTheBox = attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
        return isInTheBox && given.Threat.Contains(attacked, given.Clean);
    }

    [Law]
    public bool From_the_clean_image_the_objective_never_falls(GradientAttackCase given)
    {
        using var scope = NewDisposeScope();
        IAttack fromClean = given.Attack is Pgd pgd ? pgd with { RandomStart = false } : new Fgsm();
        var attacked = (given with { Attack = fromClean }).Perturb();

        var objective = given.Objective;
        var rise = objective.Losses(attacked) - objective.Losses(given.Clean);
        return rise.ge(-1e-5).all().item<bool>();
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(GradientAttackCase given)
    {
        using var scope = NewDisposeScope();
        var first = given.Perturb();
        var second = given.Perturb();
        return first.SameAs(second);
    }

    [Law]
    public bool Radius_0_leaves_the_clean_images(GradientAttackCase given)
    {
        using var scope = NewDisposeScope();
        var nowhere = given with { Threat = given.Threat with { Radius = 0 } };
        return nowhere.Perturb().SameAs(given.Clean);
    }

    [Law]
    public bool An_image_is_attacked_as_it_is_attacked_among_others(GradientAttackCase given)
    {
        using var scope = NewDisposeScope();
        var together = given.Perturb();
        var clean = given.Clean;
        var objective = given.Objective;
        Tensor Alone(long row)
        {
            var rows = tensor(new[] { row });
            var random = given.AttackRandom.Only([row]);
            return given.Attack.Perturb(clean.index_select(0, rows), objective.Only(rows), given.Threat, random);
        }

        return Enumerable.Range(0, given.Images).All(row => Alone(row).SameAs(together.narrow(0, row, 1)));
    }
}
