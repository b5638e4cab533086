using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.Attacks;

[TestFixture, Laws(Arbitrary = [typeof(Assault)])]
public sealed class GradientAttackLaws
{
    [Law]
    public bool Attacked_images_are_members_of_the_threat_model_and_of_the_box(Assault of)
    {
        using var scope = NewDisposeScope();
        var attacked = of.Attacked;
        return of.Threat.Contains(attacked, of.Clean) && attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
    }

    [Law]
    public bool From_the_clean_image_the_objective_never_falls(Assault of)
    {
        using var scope = NewDisposeScope();
        var plain = of with
        {
            Attack = of.Attack switch
            {
                RoCL.Attacks.Gradient.Pgd pgd => pgd with { RandomStart = false },
                _ => new RoCL.Attacks.Gradient.Fgsm(),
            },
        };
        return (plain.Objective.Losses(plain.Attacked) - plain.Objective.Losses(of.Clean)).ge(-1e-5).all().item<bool>();
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(Assault of)
    {
        using var scope = NewDisposeScope();
        return of.Attacked.eq(of.Attacked).all().item<bool>();
    }

    [Law]
    public bool Radius_0_leaves_the_clean_images(Assault of)
    {
        using var scope = NewDisposeScope();
        return (of with { Threat = of.Threat with { Radius = 0 } }).Attacked.eq(of.Clean).all().item<bool>();
    }

    [Law]
    public bool An_image_is_attacked_as_it_is_attacked_among_others(Assault of)
    {
        using var scope = NewDisposeScope();
        var random = new Rng(new Seed(of.Seed), of.Images);
        var together = of.Attack.Perturb(of.Clean, of.Objective, of.Threat, random);
        return Enumerable
            .Range(0, of.Images)
            .All(i =>
            {
                var row = tensor(new long[] { i });
                return of
                    .Attack.Perturb(of.Clean.index_select(0, row), of.Objective.Only(row), of.Threat, random.Only([i]))
                    .eq(together.index_select(0, row))
                    .all()
                    .item<bool>();
            });
    }
}
