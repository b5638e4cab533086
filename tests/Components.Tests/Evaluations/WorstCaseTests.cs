using RoCL.Attacks.AutoAttack;
using RoCL.Measurements.Attacks;

namespace Components.Tests.Evaluations;

/// <summary>
/// A worst case gives its members the random values that they have where they are measured alone,
/// so that it is their worst case and never above one of them.
/// </summary>
public sealed class WorstCaseTests
{
    private static readonly LInf Threat = new(0.21);

    [Test]
    public void Of_several_attacks_it_is_what_withstands_each_of_them_alone_in_whatever_order_they_are_measured()
    {
        Coin[] members = [new(1), new(2), new(3)];
        var worst = new WorstOf(members);
        foreach (IAttack[] attacks in new IAttack[][] { [.. members, worst], [worst, .. members] })
        {
            var found = InGrid(attacks);
            var alone = members.Select(member => found[$"grid {member} {Threat}"]).ToList();
            Assert.That(found[$"grid {worst} {Threat}"], Is.EqualTo(All(alone)));
            Assert.That(alone.Select(Right), Is.All.GreaterThan(Right(All(alone))), "each fools others");
        }
    }

    [Test]
    public void It_is_the_same_where_each_is_an_evaluation_of_its_own()
    {
        Coin[] members = [new(1), new(2)];
        Assert.That(Alone(new WorstOf(members)), Is.EqualTo(All(members.Select(Alone))));
    }

    [Test]
    public void A_worst_case_inside_a_worst_case_and_restarts_of_one_attack_are_never_above_their_members()
    {
        var first = new Coin(1);
        var both = new WorstOf([first, new Coin(2)]);
        var nested = Alone(new WorstOf([both, new Coin(3)]));
        Assert.That(nested, Is.EqualTo(All([Alone(both), Alone(new Coin(3))])));

        var restarted = Alone(new Restarts(first, 3));
        Assert.That(All([restarted, Alone(first)]), Is.EqualTo(restarted));
        Assert.That(Right(restarted), Is.LessThan(Right(Alone(first))));
    }

    [Test]
    public void An_attack_that_stands_there_twice_tries_something_else_the_second_time() =>
        Assert.That(Right(Alone(new WorstOf([new Coin(1), new Coin(1)]))), Is.LessThan(Right(Alone(new Coin(1)))));

    [Test]
    public void AutoAttack_is_never_above_the_attack_that_it_begins_with()
    {
        var attack = new RoCL.Attacks.AutoAttack.AutoAttack(Iterations: 2, Targets: 1, Queries: 2);
        var ensemble = Alone(attack);
        Assert.That(All([ensemble, Alone(attack.Attacks(classes: 3)[0])]), Is.EqualTo(ensemble));
    }

    private static Dictionary<string, IReadOnlyList<bool>> InGrid(IReadOnlyList<IAttack> attacks) =>
        Toy.Measured(Toy.Bench(), [new AttackGrid(attacks, [Threat])])
            .ToDictionary(condition => condition.Name, condition => condition.Correct);

    private static IReadOnlyList<bool> Alone(IAttack attack) =>
        Toy.Measured(Toy.Bench(), attack: attack, threats: [Threat])[1].Correct;

    private static IReadOnlyList<bool> All(IEnumerable<IReadOnlyList<bool>> members) =>
        members.Aggregate((one, other) => [.. one.Zip(other, (first, second) => first && second)]);

    private static int Right(IReadOnlyList<bool> correct) => correct.Count(right => right);

    /// <summary>Makes each image brighter or darker, as a coin falls.</summary>
    private sealed record Coin(int Number) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            var direction = 1 - 2 * random.Uniform(clean.shape[0], 1, 1, 1).lt(0.5).to(clean.dtype);
            return threat.Project(clean + threat.Radius * direction, clean);
        }

        public override string ToString() => $"coin {Number}";
    }
}
