using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.AutoAttack;

[TestFixture, Laws(Arbitrary = [typeof(Siege)], MaxTest = 30)]
public sealed class AttackLaws
{
    [Law]
    public bool Attacked_images_are_members_of_the_threat_model_and_of_the_box(Siege of)
    {
        using var scope = NewDisposeScope();
        var attacked = of.Attacked;
        return attacked.shape.SequenceEqual(of.Clean.shape)
            && of.Threat.Contains(attacked, of.Clean)
            && attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
    }

    [Law]
    public bool What_is_fooled_without_an_attack_is_fooled_after_it(Siege of)
    {
        using var scope = NewDisposeScope();
        var network = of.Classifier as IObjective;
        var before = of.Classifier.Outputs(of.Clean);
        return network.Fooled(before)!.le(network.Fooled(network.Outputs(of.Attacked))!).all().item<bool>();
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(Siege of)
    {
        using var scope = NewDisposeScope();
        return of.Attacked.eq(of.Attacked).all().item<bool>();
    }

    [Law]
    public bool The_clean_images_are_not_written_to_and_not_given_back(Siege of)
    {
        using var scope = NewDisposeScope();
        var clean = of.Clean;
        var attacked = of.Attack.Perturb(clean, of.Classifier, of.Threat, of.Random("attack"));
        return !ReferenceEquals(attacked, clean) && clean.eq(of.Clean).all().item<bool>();
    }

    [Law(MaxTest = 15)]
    public bool An_image_is_attacked_as_it_is_attacked_among_others(Siege of)
    {
        using var scope = NewDisposeScope();
        var together = of.Attacked;
        var random = of.Random("attack");
        return Enumerable
            .Range(0, of.Images)
            .All(i =>
            {
                var row = tensor(new long[] { i });
                return of
                    .Attack.Perturb(of.Clean.index_select(0, row), of.Classifier.Only(row), of.Threat, random.Only([i]))
                    .eq(together.index_select(0, row))
                    .all()
                    .item<bool>();
            });
    }

    [Law(MaxTest = 15)]
    public bool Radius_0_leaves_the_clean_images(Siege of)
    {
        using var scope = NewDisposeScope();
        return (of with { Threat = of.Threat with { Radius = 0 } }).Attacked.eq(of.Clean).all().item<bool>();
    }

    [Law]
    public bool Without_labels_no_loss_falls(Siege of)
    {
        using var scope = NewDisposeScope();
        IAttack attack = (of.Seed % 4) switch
        {
            0 => new Apgd(4),
            1 => new SquareAttack(6),
            2 => new Restarts(new Pgd(2), 2),
            _ => new WorstOf([new GaussianNoise(), new Pgd(2)]),
        };
        var objective = of.Classifier with { Labels = null };
        var attacked = attack.Perturb(of.Clean, objective, of.Threat, of.Random("attack"));
        return of.Threat.Contains(attacked, of.Clean)
            && (objective.Losses(attacked) - objective.Losses(of.Clean)).ge(0).all().item<bool>();
    }
}
