using FsCheck;
using FsCheck.Fluent;
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
    public Property Attacked_images_stay_in_the_ball_and_the_box_and_fooled_and_leave_the_clean_ones_alone(
        ClassifierAttackCase given
    )
    {
        using var scope = NewDisposeScope();
        var clean = given.Clean;
        var untouched = clean.clone();
        var classifier = given.ClassifierOf(clean);
        var attacked = given.Attack.Perturb(clean, classifier, given.Threat, given.Random("attack"));
        var isInTheBox = attacked.ge(0).logical_and(attacked.le(1)).all().item<bool>();
        var isInTheBall = given.Threat.Contains(attacked, untouched);
        var before = classifier.FooledBy(untouched);
        var staysFooled = before.le(classifier.FooledBy(attacked)).all().item<bool>();
        var isLeftAlone = !ReferenceEquals(attacked, clean) && clean.SameAs(untouched);
        return attacked
            .shape.SequenceEqual(untouched.shape)
            .Label("it has the shape of the clean images")
            .And(isInTheBox.Label("it lies in the box"))
            .And(isInTheBall.Label("it lies in the ball"))
            .And(staysFooled.Label("what is fooled without an attack is fooled after it"))
            .And(isLeftAlone.Label("the clean images are not written to and not given back"))
            .And(attacked.SameAs(given.Perturb()).Label("the same randomness gives the same bits"));
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
