using System.Reflection;
using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Ahead;

/// <summary>
/// Finds out whether attacks can work at all, from the first few answers of a network.
/// </summary>
/// <param name="uses">The components that the attacks are of.</param>
/// <param name="evaluation">The evaluation that makes them.</param>
internal sealed class AttackAhead(IEnumerable<ComponentUse> uses, ComponentUse evaluation)
{
    private const int Answers = 3;
    private static CancellationToken SeenEnough => new(canceled: true);

    /// <summary>Looks at an attack, and at those that it is made of.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="clean">A few images.</param>
    /// <param name="objective">What it raises.</param>
    /// <param name="threat">The set that the images must stay in.</param>
    /// <param name="random">The source of random values.</param>
    /// <exception cref="ProblemException">
    /// ROCL0390 the attack does not work in the threat model; what it throws of its own.
    /// </exception>
    public void Look(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var use = Attribution.Owner(attack.GetType(), uses) ?? evaluation;
        if (!Guard.CallWithoutTensors(use, () => attack.Takes(threat)))
            throw new ProblemException(GuardedAttack.Refused(use, threat));
        if (Bounded(use, attack) is { } bounded)
            Try(use, bounded, clean, Glanced(objective), threat, random);
        foreach (var inner in InnerOf(attack))
            Look(inner, clean, objective, threat, random);
    }

    // An attack on another run's network asks that network as often as it likes: such an attack is
    // tried with a copy that cannot, and one that has it inside another attack is not.
    private static IAttack? Bounded(ComponentUse use, IAttack attack)
    {
        if (use.Inner.SelectMany(inner => inner.WithInner).Any(HasModel))
            return null;
        return HasModel(use) ? GlancedModel.In(attack, Answers) : attack;
    }

    // What a short attack returns is held to the contract, too.
    private void Try(
        ComponentUse use,
        IAttack attack,
        Tensor clean,
        IObjective objective,
        ThreatModel threat,
        Rng random
    )
    {
        try
        {
            var moved = Guard.Call(
                use,
                () => attack.Perturb(clean.clone(), objective, threat, random),
                uses,
                SeenEnough
            );
            _ = new GuardedAttack(use, attack, uses).Checked(moved, clean, threat);
        }
        catch (SeenEnoughException)
        {
            // Nothing that the attack saw kept it from its work.
        }
    }

    private static GlancedObjective Glanced(IObjective objective) => new(objective, new(Answers));

    private static bool HasModel(ComponentUse use) => use.Options.Values.Any(value => value is OptionValue.Model);

    // The options of a record are its properties.
    private static IEnumerable<IAttack> InnerOf(IAttack attack) =>
        attack
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property =>
                property.PropertyType.IsAssignableTo(typeof(IAttack))
                || property.PropertyType.IsAssignableTo(typeof(IEnumerable<IAttack>))
            )
            .SelectMany(property =>
                property.GetValue(attack) switch
                {
                    IAttack inner => [inner],
                    IEnumerable<IAttack> several => several,
                    _ => [],
                }
            );
}
