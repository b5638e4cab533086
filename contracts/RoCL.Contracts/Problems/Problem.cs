using System.Collections.Immutable;

namespace RoCL.Contracts;

/// <summary>A mistake that a person can repair, written so that it can be read aloud.</summary>
/// <param name="Code">The stable error code: <c>ROCL</c> and four digits.</param>
/// <param name="Where">The file, the key of the recipe or the tensor that is wrong.</param>
/// <param name="What">
/// What is wrong: one complete sentence with a capital letter and a full stop, such as "View 'adv'
/// has no route 'x'."
/// </param>
/// <param name="Remedy">
/// What to do: one imperative sentence, such as "Take one of: own, shared."
/// </param>
public sealed record Problem(string Code, string Where, string What, string Remedy)
{
    /// <summary>The problem on one line: <c>CODE WHERE: WHAT REMEDY</c>.</summary>
    public override string ToString() => $"{Code} {Where}: {What} {Remedy}";
}

/// <summary>
/// Thrown by a component that meets a <see cref="Problem"/> while it works, such as a damaged file
/// or tensors of different shapes.
/// </summary>
public sealed class ProblemException : Exception
{
    /// <summary>One problem.</summary>
    /// <param name="problem">
    /// The problem that a person reads; the host adds which plugin, component and step it was.
    /// </param>
    /// <param name="cause">The exception that led to it, for the log.</param>
    public ProblemException(Problem problem, Exception? cause = null)
        : base(problem.ToString(), cause) => Problems = [problem];

    private ProblemException(ImmutableArray<Problem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>An exception of several problems, which a person reads together.</summary>
    /// <param name="problems">The problems, one at least.</param>
    public static ProblemException Of(ImmutableArray<Problem> problems) => new(problems);

    /// <summary>The first problem that a person reads.</summary>
    public Problem Problem => Problems[0];

    /// <summary>All problems that a person reads, one at least.</summary>
    public ImmutableArray<Problem> Problems { get; }
}
