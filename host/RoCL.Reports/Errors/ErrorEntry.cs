using RoCL.Runs.Reporting;

namespace RoCL.Reports.Errors;

/// <summary>What an error code stands for, wherever it is raised.</summary>
/// <param name="Code"><c>ROCL</c> and four digits.</param>
/// <param name="Sentence">What is wrong: one full sentence.</param>
/// <param name="Cause">How it usually comes about.</param>
/// <param name="Remedy">What to do, in the imperative.</param>
/// <param name="IsWarning">Whether the command goes on and the code is only shown.</param>
public sealed record ErrorEntry(string Code, string Sentence, string Cause, string Remedy, bool IsWarning)
{
    /// <summary>
    /// How a command ends that the error stops; <see langword="null"/> of a warning, which stops
    /// none.
    /// </summary>
    public int? Exit => IsWarning ? null : ExitCode.OfCode(Code);
}
