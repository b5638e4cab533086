using RoCL.Core.Guards;
using RoCL.Runs.Checkpoints;

namespace RoCL.Runs.Recovery;

/// <summary>An exception that another attempt may not meet again.</summary>
public static class PassingFault
{
    /// <summary>
    /// Whether it is one: a plugin's own exception and a failed file are, a broken contract is not,
    /// nor are a recipe's mistake, missing code, a lack of memory, and a person's wish to stop.
    /// </summary>
    public static bool Is(Exception fault) =>
        fault switch
        {
            OperationCanceledException => false,
            ProblemException { Problem.Code: Guard.ThrownCode } thrown => !IsMissingCode(thrown.InnerException),
            ProblemException problem => problem.Problem.Code == CheckpointWriter.NotWrittenCode,
            // The same step asks for the same memory again.
            _ => !OutOfMemory.Is(fault),
        };

    // Code that is not there, or not written yet, is not there at the next attempt either.
    private static bool IsMissingCode(Exception? thrown)
    {
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            if (
                cause
                is TypeLoadException
                    or MissingMemberException
                    or BadImageFormatException
                    or InvalidProgramException
                    or NotImplementedException
            )
            {
                return true;
            }
        }

        return false;
    }
}
