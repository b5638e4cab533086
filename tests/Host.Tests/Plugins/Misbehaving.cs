using System.Collections.Immutable;
using RoCL.Core;
using RoCL.Host.Plugins;

namespace Host.Tests.Plugins;

/// <summary>Plugins that load well and hand back what they must not: each meets its guard.</summary>
public sealed class Misbehaving
{
    private readonly LoadedComponents _types = new(new McMasterPluginLoader());

    [TestCase("LeavesTheBall", "ROCL0333", "left the threat model linf 0.1")]
    [TestCase("NotANumber", "ROCL0332", "gave images that are not finite")]
    public void An_attack(string plugin, string code, string what)
    {
        using var scope = NewDisposeScope();
        var (use, clean, threat) = (Use(plugin), full([2, 1, 4, 4], 0.25), new LInf(0.1));
        var problem = Refused(() => Guard.Attacked(use, Made<IAttack>(use).Perturb(clean, new Brightness(), threat, new Rng(new Seed(1), 2)), clean, threat));
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, $"here ({use.Component.QualifiedName} {use.Component.Plugin.Release})")));
        Assert.That(problem.What, Does.StartWith(what));
    }

    [Test]
    public void An_encoder()
    {
        using var scope = NewDisposeScope();
        var use = Use("WrongShapeEncoder");
        var network = Made<IEncoder>(use).Build(new(3, 8, 8));
        var problem = Refused(() => Guard.Outputs(use, network.call(zeros(2, 3, 8, 8)), 2));
        Assert.That(problem.ToString(), Does.StartWith("ROCL0310 here (WrongShapeEncoder/wrong-shape-encoder 1.2.3"));
        Assert.That(problem.What, Is.EqualTo("gave [2, 3, 8, 8] for 2 images instead of [2, features]."));
    }

    [Test]
    public void A_loss()
    {
        using var scope = NewDisposeScope();
        var use = Use("WrongShapeLoss");
        Assert.That(Refused(() => Guard.Losses(use, Made<ILoss>(use).Of(new LossInput([zeros(4, 8), ones(4, 8)])), 4)).Code, Is.EqualTo("ROCL0303"));
    }

    private static ComponentUse Use(string plugin) => new(Places.ComponentOf(plugin), ImmutableSortedDictionary<string, OptionValue>.Empty, "here");

    private T Made<T>(ComponentUse use) => (T)use.Create(_types, default);

    private static Problem Refused(Action act) => Assert.Throws<ProblemException>(() => act())!.Problem;
}
