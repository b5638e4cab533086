using RoCL.Core.Plans;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>The seed of libtorch's own generator.</summary>
internal static class GlobalSeed
{
    /// <summary>
    /// Sets it for a step: dropout, and whatever else draws from that generator, then follows from
    /// the step, not from what was drawn before.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="rank">The rank: layers of two ranks do not draw alike.</param>
    public static void Set(TrainingStep step, int rank = 0) => torch.manual_seed(step.Seed.For("global", rank).Value);

    /// <summary>Sets it for the weights that training begins with.</summary>
    public static void Set(Plan plan) => torch.manual_seed(plan.Seed.For("weights").Value);
}
