using RoCL.Core.Guards;

namespace RoCL.Runs.Recovery;

/// <summary>
/// What no plugin and no recipe is to blame for: the machine has no room or no memory left, or does
/// not let us write.
/// </summary>
public static class Trouble
{
    /// <summary>
    /// ROCL0630 a file could not be written or read, ROCL0354 no memory was left;
    /// <see langword="null"/> where the exception is of another kind.
    /// </summary>
    /// <param name="folder">What is worked on.</param>
    /// <param name="fault">What was thrown.</param>
    public static Problem? Of(string folder, Exception fault) =>
        fault switch
        {
            IOException or UnauthorizedAccessException => new(
                "ROCL0630",
                folder,
                $"could not be written or read: {Line(fault)}.",
                "Make room, or see to it that the folder may be written to, then go on with it; what is in it is whole."
            ),
            _ when OutOfMemory.Is(fault) => OutOfMemory.Problem(folder, fault),
            _ => null,
        };

    private static string Line(Exception fault) => fault.Message.Split('\n')[0].Trim().TrimEnd('.');
}
