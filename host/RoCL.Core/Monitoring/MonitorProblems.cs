using RoCL.Core.Binding;
using RoCL.Core.Recipes;

namespace RoCL.Core.Monitoring;

/// <summary>What is wrong with a recipe's monitors, before anything is trained.</summary>
public static class MonitorProblems
{
    /// <summary>
    /// ROCL0168: a monitor needs held-out images, and there are none; ROCL02xx and ROCL0300 as the
    /// monitors' constructors are; ROCL0584: an attack to fall back to, and no monitor that judges.
    /// </summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="heldOut">The images that are not trained on; none where all are.</param>
    public static ImmutableArray<Problem> Of(Bindings bindings, IImages? heldOut)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var monitor in bindings.Monitors.Values)
        {
            try
            {
                if (monitor.Constant.NeedsHeldOut && heldOut is null)
                    problems.Add(NoHeldOutImages.Problem(monitor.Use));
            }
            catch (ProblemException fault)
            {
                problems.AddRange(fault.Problems);
            }
        }
        if (problems.Count == 0)
            problems.AddRange(NeverFallingBack(bindings));
        return problems.ToImmutable();
    }

    private static IEnumerable<Problem> NeverFallingBack(Bindings bindings)
    {
        if (bindings.Monitors.Values.Any(monitor => monitor.Constant is IJudgingMonitor))
            return [];
        return bindings
            .Recipe.Views.OfType<View.Perturbed>()
            .Where(view => view.FallBack is not null)
            .Select(view => new Problem(
                "ROCL0584",
                view.FallBack!.Place,
                $"View '{view.Name}' has an attack to fall back to, and no monitor judges when.",
                "Add a monitor such as catastrophic-overfitting, or take fallBack out."
            ));
    }
}
