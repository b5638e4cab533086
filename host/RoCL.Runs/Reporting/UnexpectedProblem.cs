namespace RoCL.Runs.Reporting;

/// <summary>An exception that no other code stands for.</summary>
public static class UnexpectedProblem
{
    /// <summary>The code, which has an exit code of its own.</summary>
    public const string Code = "ROCL0001";

    /// <summary>ROCL0001, with the type and the first line of the exception.</summary>
    /// <param name="where">The program or the run that the exception ended.</param>
    /// <param name="fault">The exception.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    public static Problem Of(string where, Exception fault, string remedy) =>
        new(Code, where, $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}", remedy);
}
