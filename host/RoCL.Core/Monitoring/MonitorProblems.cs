using RoCL.Core.Binding;

namespace RoCL.Core.Monitoring;

/// <summary>What is wrong with a recipe's monitors, before anything is trained.</summary>
public static class MonitorProblems
{
    /// <summary>
    /// ROCL0168: a monitor needs held-out images, and there are none; ROCL02xx and ROCL0300 as the
    /// monitors' constructors are.
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
        return problems.ToImmutable();
    }
}
