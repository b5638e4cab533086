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
        var isInTheBox = attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
        return attacked.shape.SequenceEqual(given.Clean.shape)
            && isInTheBox
            && given.Threat.Contains(attacked, given.Clean);
    }

    [Law]
    public bool What_is_fooled_without_an_attack_is_fooled_after_it(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var before = given.Classifier.FooledBy(given.Clean);
        var after = given.Classifier.FooledBy(given.Perturb());
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
        var attacked = given.Attack.Perturb(clean, given.Classifier, given.Threat, given.Random("attack"));
        return !ReferenceEquals(attacked, clean) && clean.SameAs(given.Clean);
    }

    [Law(MaxTest = 15)]
    public bool An_image_is_attacked_as_it_is_attacked_among_others(ClassifierAttackCase given)
    {
        using var scope = NewDisposeScope();
        var together = given.Perturb();
        Tensor Alone(long row)
        {
            var rows = tensor(new[] { row });
            var clean = given.Clean.index_select(0, rows);
            var random = given.Random("attack").Only([row]);
            return given.Attack.Perturb(clean, given.Classifier.Only(rows), given.Threat, random);
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
        var objective = given.Classifier with { Labels = null };
        var attacked = attack.Perturb(given.Clean, objective, given.Threat, given.Random("attack"));

        var rise = objective.Losses(attacked) - objective.Losses(given.Clean);
        return given.Threat.Contains(attacked, given.Clean) && rise.ge(0).all().item<bool>();
    }
}
