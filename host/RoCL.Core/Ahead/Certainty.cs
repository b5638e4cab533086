using RoCL.Core.Components;

namespace RoCL.Core.Ahead;

/// <summary>
/// Separates what is wrong whatever the weights are from what untrained weights, or a few images in
/// place of a batch, may be the cause of.
/// </summary>
internal static class Certainty
{
    private const string UncertainCode = "ROCL0560";

    // Exceptions, memory, and numbers that are not finite: they depend on weights and batches.
    private static readonly ImmutableHashSet<string> OfNumbers =
    [
        Guards.Guard.ThrownCode,
        "ROCL0313",
        "ROCL0320",
        "ROCL0321",
        "ROCL0322",
        "ROCL0323",
        "ROCL0332",
        "ROCL0342",
        "ROCL0349",
        "ROCL0353",
        "ROCL0354",
        "ROCL0370",
        "ROCL0371",
        "ROCL0374",
        "ROCL0380",
        "ROCL0381",
        "ROCL0392",
    ];

    private static readonly ImmutableArray<string> OfChoice = ["ROCL0334", "ROCL0335", "ROCL0336", "ROCL0390"];

    /// <summary>Whether a problem is one for any weights and any batch.</summary>
    /// <param name="problem">What was found before training.</param>
    public static bool Is(Problem problem) => !OfNumbers.Contains(problem.Code);

    /// <summary>
    /// Whether a problem is one for any weights and any batch: what data sets, augmentations,
    /// optimizers, learning rates and threat models throw is, for they know no network.
    /// </summary>
    /// <param name="problem">What was found before training.</param>
    /// <param name="evaluation">The evaluation that it was found in.</param>
    public static bool Is(Problem problem, ComponentUse evaluation) =>
        Is(problem)
        || problem.Code == Guards.Guard.ThrownCode
            && evaluation.WithInner.Any(use => use.Place == problem.Where && KnowsNoNetwork(use.Component.Kind));

    private static bool KnowsNoNetwork(ComponentKind kind) =>
        kind
            is ComponentKind.Dataset
                or ComponentKind.Augmentation
                or ComponentKind.Optimizer
                or ComponentKind.LearningRate
                or ComponentKind.ThreatModel;

    /// <summary>
    /// Whether a component was asked for what it cannot do, rather than being faulty.
    /// </summary>
    /// <param name="problem">What was found before training.</param>
    public static bool IsOfChoice(Problem problem) => OfChoice.Contains(problem.Code);

    /// <summary>ROCL0560: what failed before training may fail in it, too.</summary>
    /// <param name="problem">What was found before training.</param>
    /// <param name="work">What is being looked at, as the subject of a sentence.</param>
    public static Problem Warning(Problem problem, string work) =>
        new(
            UncertainCode,
            problem.Where,
            $"{work} failed when it was tried on an untrained network and a few images ({problem.Code}: "
                + $"{problem.What}) It may fail in the run, too.",
            "Look at it now."
        );
}
