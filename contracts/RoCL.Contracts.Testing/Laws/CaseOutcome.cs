namespace RoCL.Contracts.Testing;

/// <summary>The outcome of one case.</summary>
/// <param name="Observation">
/// What was wrong; <see langword="null"/> where nothing was, or where the component refused the
/// case.
/// </param>
/// <param name="Refusal">What the component refused the case with, if it did.</param>
internal sealed record CaseOutcome(string? Observation, ProblemException? Refusal)
{
    /// <summary>
    /// Tries a component in a case, and frees the tensors. A <see cref="ProblemException"/> is an
    /// answer, since it says what a person has to change. Anything else that is thrown is wrong.
    /// </summary>
    /// <param name="create">Creates the component.</param>
    /// <param name="drawn">The case.</param>
    /// <param name="observe">What is wrong in a case, in words.</param>
    public static CaseOutcome Of<T, TCase>(Func<T> create, TCase drawn, Func<Func<T>, TCase, string?> observe)
        where T : class
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        try
        {
            return new(observe(create, drawn), null);
        }
        catch (ProblemException refusal)
        {
            return new(null, refusal);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var firstLine = fault.Message.Split('\n')[0].Trim();
            return new($"it threw {fault.GetType().Name}: {firstLine}", null);
        }
    }
}
