using RoCL.Core.Recipes;

namespace RoCL.Runs.Recovery;

/// <summary>A failure of some work, as a value to decide about.</summary>
/// <param name="Step">
/// The step that was not completed; the work's own count where it has no steps.
/// </param>
public abstract record Failure(long Step)
{
    /// <summary>An exception ended an attempt.</summary>
    /// <param name="Step">The step that was not completed.</param>
    /// <param name="Fault">The exception.</param>
    /// <param name="Otherwise">
    /// The problem that a person reads in the end, where the exception says none itself.
    /// </param>
    public sealed record Thrown(long Step, Exception Fault, Problem Otherwise) : Failure(Step);

    /// <summary>
    /// Numbers were not finite, in a recipe that goes back to an earlier checkpoint then.
    /// </summary>
    /// <param name="Step">The first step that the weights cannot be used for.</param>
    /// <param name="Target">The step to go back to.</param>
    /// <param name="Policy">What the recipe says.</param>
    /// <param name="Reason">What was not finite.</param>
    public sealed record Diverged(long Step, long Target, NotFinite.Back Policy, Problem Reason) : Failure(Step);

    /// <summary>The worker process died, or gave no sign of life and was killed.</summary>
    /// <param name="Step">The step begun last; -1 before the first.</param>
    /// <param name="Reason">The problem that a person reads where the work is given up.</param>
    public sealed record WorkerDied(long Step, Problem Reason) : Failure(Step);
}
