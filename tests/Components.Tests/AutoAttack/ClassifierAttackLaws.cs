using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.AutoAttack;

[TestFixture, Laws(Arbitrary = [typeof(ClassifierAttackCase)], MaxTest = 30)]
public sealed class ClassifierAttackLaws
{
    [Law]
    public bool Attacked_images_are_members_of_the_threat_model_and_of_the_box(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var attacked = given.Perturb();
        var clean = given.Clean;
        var isInTheBox = attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
        return attacked.shape.SequenceEqual(clean.shape) && isInTheBox && given.Threat.Contains(attacked, clean);
    }

    [Law]
    public bool What_is_fooled_without_an_attack_is_fooled_after_it(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var clean = given.Clean;
        var classifier = given.ClassifierOf(clean);
        var before = classifier.FooledBy(clean);
        var after = classifier.FooledBy(given.Perturb());
        return before.le(after).all().item<bool>();
    }

    [Law]
    public bool The_same_randomness_gives_the_same_bits(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var first = given.Perturb();
        var second = given.Perturb();
        return first.SameAs(second);
    }

    [Law]
    public bool The_clean_images_are_not_written_to_and_not_given_back(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var clean = given.Clean;
        var attacked = given.Attack.Perturb(clean, given.ClassifierOf(clean), given.Threat, given.Random("attack"));
        return !ReferenceEquals(attacked, clean) && clean.SameAs(given.Clean);
    }

    [Law(MaxTest = 15)]
    public bool An_image_is_attacked_as_it_is_attacked_among_others(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var together = given.Perturb();
        var clean = given.Clean;
        var classifier = given.ClassifierOf(clean);
        Tensor Alone(long row)
        {
            var rows = tensor(new[] { row });
            var random = given.Random("attack").Only([row]);
            return given.Attack.Perturb(clean.index_select(0, rows), classifier.Only(rows), given.Threat, random);
        }

        return Enumerable.Range(0, given.Images).All(row => Alone(row).SameAs(together.narrow(0, row, 1)));
    }

    [Law(MaxTest = 15)]
    public bool Radius_0_leaves_the_clean_images(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var nowhere = given with { Threat = given.Threat with { Radius = 0 } };
        return nowhere.Perturb().SameAs(given.Clean);
    }

    [Law]
    public bool Without_labels_no_loss_falls(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        IAttack attack = (given.Seed % 4) switch
        {
            0 => new Apgd(4),
            1 => new SquareAttack(6),
            2 => new Restarts(new Pgd(2), 2),
            _ => new WorstOf([new GaussianNoise(), new Pgd(2)]),
        };
        var clean = given.Clean;
        var objective = given.ClassifierOf(clean) with { Labels = null };
        var attacked = attack.Perturb(clean.clone(), objective, given.Threat, given.Random("attack"));

        var rise = objective.Losses(attacked) - objective.Losses(clean);
        return given.Threat.Contains(attacked, clean) && rise.ge(0).all().item<bool>();
    }
}
