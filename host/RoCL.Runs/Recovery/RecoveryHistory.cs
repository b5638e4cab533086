using RoCL.Core.Training;

namespace RoCL.Runs.Recovery;

/// <summary>All that a decision about a failure depends on, besides the failure itself.</summary>
/// <param name="Policy">How often and how patiently work is tried again.</param>
/// <param name="Failed">The failures so far, without the one that is decided about.</param>
/// <param name="GoneBack">When training went back, in that order.</param>
public sealed record RecoveryHistory(RecoveryPolicy Policy, FailedSteps Failed, ImmutableArray<GoneBack> GoneBack)
{
    /// <summary>Nothing has failed yet.</summary>
    public static RecoveryHistory Under(RecoveryPolicy policy) => new(policy, FailedSteps.None, []);

    /// <summary>
    /// After a failure: going back has a record of its own, and does not count here.
    /// </summary>
    public RecoveryHistory After(Failure failure) =>
        failure is Failure.Diverged ? this : this with { Failed = Failed.With(failure.Step) };
}
