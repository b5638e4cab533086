using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Runs.Supervision;

/// <summary>
/// A <see cref="StepRecordFile"/> in the folder for temporary files, which TMPDIR names.
/// </summary>
public static class TemporaryRecord
{
    /// <summary>Makes one; the caller deletes it.</summary>
    /// <exception cref="ProblemException">ROCL0709: the folder cannot be used.</exception>
    public static StepRecordFile Create()
    {
        try
        {
            return StepRecordFile.Create(Path.GetTempFileName());
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            throw new ProblemException(
                new(
                    "ROCL0709",
                    Path.GetTempPath(),
                    $"The folder for temporary files cannot be used: {DiskFault.What(fault)}.",
                    $"{DiskFault.Remedy(fault)}, or let TMPDIR name another one."
                ),
                fault
            );
        }
    }

    /// <summary>ROCL0709 where the folder cannot be used; it is tried.</summary>
    public static Problem? Failure()
    {
        try
        {
            using var tried = Create();
            File.Delete(tried.Path);
            return null;
        }
        catch (ProblemException refused)
        {
            return refused.Problem;
        }
    }
}
