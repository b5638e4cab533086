using RoCL.Runs.Results;

namespace RoCL.Runs.Engine;

/// <summary>How a run ended in this process.</summary>
public abstract record RunOutcome
{
    private RunOutcome() { }

    /// <summary>It came to its end.</summary>
    public sealed record Finished(Summary Summary) : RunOutcome;

    /// <summary>It failed; the person was shown the problems.</summary>
    /// <param name="Problems">
    /// The problems, one at least; the exit code is that of the first.
    /// </param>
    public sealed record Failed(ImmutableArray<Problem> Problems) : RunOutcome
    {
        /// <summary>It failed by one problem.</summary>
        public Failed(Problem problem)
            : this([problem]) { }

        /// <summary>The first of them.</summary>
        public Problem Problem => Problems[0];
    }

    /// <summary>The person stopped it; a checkpoint was written.</summary>
    public sealed record Stopped : RunOutcome;
}
