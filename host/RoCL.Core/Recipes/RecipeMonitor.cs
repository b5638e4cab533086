using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>A monitor of a recipe: what it measures, and after which steps.</summary>
/// <param name="Name">Its name in metrics: <c>monitors.NAME.VALUE</c>.</param>
/// <param name="Use">The component.</param>
/// <param name="Views">The views of a step that it gets, through heads or as features.</param>
/// <param name="Every">How much training lies between two measurements.</param>
public sealed record RecipeMonitor(string Name, ComponentUse Use, ValueList<ViewReference> Views, Span Every)
{
    /// <summary>Whether it measures after a step.</summary>
    /// <param name="step">The step's place in time.</param>
    public bool IsDueAfter(Moment step)
    {
        var stepsBetween = Every.InSteps(step);
        var stepsDone = step.Step + 1;
        return Math.Floor(stepsDone / stepsBetween) > Math.Floor((stepsDone - 1) / stepsBetween);
    }
}
