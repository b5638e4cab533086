using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Plans;

/// <summary>
/// Attacks of evaluations whose steps together are shorter than the radius: most of the ball is out
/// of their reach, and accuracy under them is too high.
/// </summary>
internal static class ReachWarnings
{
    // Steps that are as long as the radius to the last digit may sum up to a little less.
    private const double Rounding = 1e-9;

    // An evaluation that trains under attack has both: its threat model, and its attack.
    private const string OfTraining = "threat";
    private const string AttackOfTraining = "attack";

    /// <summary>ROCL0561, for each attack at the largest of its radii.</summary>
    /// <param name="plan">The recipe on its data.</param>
    public static IEnumerable<Problem> Of(Plan plan) =>
        from evaluation in plan.Recipe.Evaluations
        from use in evaluation.WithInner
        from option in use.Options
        let radius = RadiusOf(use, option.Key)
        where radius > 0
        from attack in AttacksIn(option.Value)
        from problem in Of(attack, radius)
        select problem;

    private static IEnumerable<ComponentUse> AttacksIn(OptionValue value) =>
        value is OptionValue.Component { Value: { Component.Kind: ComponentKind.Attack } attack }
            ? attack.WithInner
            : [];

    private static double RadiusOf(ComponentUse use, string attack)
    {
        var trains = use.Options.ContainsKey(OfTraining);
        return PlacedBall
            .AllOf(use)
            .Where(placed => !trains || IsOfTraining(placed) == (attack == AttackOfTraining))
            .Select(placed => placed.Ball.Radius.Bounds.Greatest)
            .DefaultIfEmpty()
            .Max();
    }

    private static bool IsOfTraining(PlacedBall placed) =>
        placed.Where.EndsWith($".{OfTraining}", StringComparison.Ordinal);

    private static IEnumerable<Problem> Of(ComponentUse attack, double radius)
    {
        if (NumberOf(attack, "iterations") is not { } iterations || StepOf(attack, radius) is not { } step)
            yield break;
        if (iterations * step >= radius * (1 - Rounding))
            yield break;
        yield return new(
            "ROCL0561",
            attack.Where,
            $"The attack takes {Number.Show(iterations)} steps of {Number.Show(step)}, which together are shorter than "
                + $"the radius {Number.Show(radius)}: it reaches the border from few points, if from any.",
            "Raise 'iterations' or the step, or write 'relativeStep', which follows the radius."
        );
    }

    private static double? StepOf(ComponentUse attack, double radius) =>
        NumberOf(attack, "relativeStep") * radius ?? NumberOf(attack, "step");

    // As the recipe gives it, or else the component's own.
    private static double? NumberOf(ComponentUse attack, string option)
    {
        if (attack.Options.TryGetValue(option, out var value))
            return value is OptionValue.Number number ? number.Value.Bounds.Greatest : null;
        var text = attack.Component.Options.FirstOrDefault(known => known.Name == option)?.Default?.Trim('"');
        return text is null ? null : Number.Read(attack.Where, text).Match(read => read, _ => (double?)null);
    }
}
