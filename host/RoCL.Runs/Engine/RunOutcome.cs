using RoCL.Runs.Results;

namespace RoCL.Runs.Engine;

/// <summary>How a run ended in this process.</summary>
public abstract record RunOutcome
{
    private RunOutcome() { }

    /// <summary>It came to its end.</summary>
    public sealed record Finished(Summary Summary) : RunOutcome;

    /// <summary>It failed; the person was shown the problem.</summary>
    public sealed record Failed(Problem Problem) : RunOutcome;

    /// <summary>The person stopped it; a checkpoint was written.</summary>
    public sealed record Stopped : RunOutcome;
}
