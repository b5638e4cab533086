using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Runs.Recovery;

/// <summary>
/// A problem that neither a plugin nor a recipe causes: the machine has no room or no memory left,
/// or does not let us write.
/// </summary>
public static class MachineProblem
{
    /// <summary>
    /// ROCL0630 a file could not be written or read, ROCL0354 no memory was left;
    /// <see langword="null"/> where the exception is of another kind.
    /// </summary>
    /// <param name="folder">The folder that is worked on.</param>
    /// <param name="fault">The exception.</param>
    public static Problem? Of(string folder, Exception fault) =>
        fault switch
        {
            _ when FileFailure.Is(fault) => FileFailure.Of(folder, fault),
            _ when OutOfMemory.Is(fault) => OutOfMemory.Problem(folder, fault),
            _ => null,
        };
}
