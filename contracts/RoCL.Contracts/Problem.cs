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
/// <param name="problem">
/// What the person is told; the host adds which plugin, component and step it was.
/// </param>
/// <param name="cause">The exception behind it, for the log.</param>
public sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.ToString(), cause)
{
    /// <summary>What the person is told.</summary>
    public Problem Problem { get; } = problem;
}
