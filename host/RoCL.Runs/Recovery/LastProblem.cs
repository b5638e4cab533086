using RoCL.Runs.Reporting;

namespace RoCL.Runs.Recovery;

/// <summary>
/// The problem of an exception that nothing before the end of the program has met.
/// </summary>
public static class LastProblem
{
    /// <summary>As <see cref="MachineProblem"/>, else ROCL0001.</summary>
    public static Problem Of(Exception fault) =>
        MachineProblem.Of(Environment.CurrentDirectory, fault)
        ?? UnexpectedProblem.Of("rocl", fault, "This is a fault of the program; please report it with what you typed.");
}
