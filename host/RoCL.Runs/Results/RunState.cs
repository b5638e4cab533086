using RoCL.Runs.Folders;

namespace RoCL.Runs.Results;

/// <summary>How far a run has come, from its files alone.</summary>
public abstract record RunState
{
    private RunState() { }

    /// <summary>It came to its end.</summary>
    public sealed record Finished(Summary Summary) : RunState;

    /// <summary>It failed, and was not begun again.</summary>
    /// <param name="Problems">The problems that ended it, one at least.</param>
    public sealed record Failed(ImmutableArray<Problem> Problems) : RunState
    {
        /// <summary>The first of them.</summary>
        public Problem Problem => Problems[0];
    }

    /// <summary>It has begun, or was stopped.</summary>
    public sealed record Begun : RunState;

    /// <summary>It has not begun.</summary>
    public sealed record Waiting : RunState;

    /// <summary>The state of the run in a folder.</summary>
    public static RunState Of(RunFolder run)
    {
        if (SummaryFile.Read(run) is { } summary)
            return new Finished(summary);
        var problems = FailureFile.Read(run);
        if (problems.Length > 0)
            return new Failed(problems);
        return RunFolder.Is(run.Root) ? new Begun() : new Waiting();
    }
}
