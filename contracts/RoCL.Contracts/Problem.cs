using System.Collections.Immutable;

namespace RoCL.Contracts;

/// <summary>A mistake that a person can repair.</summary>
/// <param name="Code">Stable: <c>ROCL</c> and four digits.</param>
/// <param name="Where">The file, the recipe's key or the tensor.</param>
/// <param name="What">What was found, beside what was expected.</param>
/// <param name="Remedy">What to do, in one sentence.</param>
public sealed record Problem(string Code, string Where, string What, string Remedy)
{
    /// <summary>The one line that a person reads.</summary>
    public override string ToString() => $"{Code} {Where}: {What} {Remedy}";
}

/// <summary>
/// Thrown by a component that meets a <see cref="Problem"/> while it works: a damaged file, tensors
/// of unlike shape.
/// </summary>
public sealed class ProblemException : Exception
{
    /// <summary>One problem.</summary>
    /// <param name="problem">
    /// The problem that a person reads; the host adds which plugin, component and step it was.
    /// </param>
    /// <param name="cause">The exception behind it, for the log.</param>
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
