using System.Runtime.InteropServices;

namespace RoCL.Core.Guards;

/// <summary>
/// No memory is left: libtorch's own allocations, on any device, and the runtime's.
/// </summary>
public static class OutOfMemory
{
    /// <summary>
    /// Whether an exception says that no memory is left, by libtorch's words too.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    public static bool Is(Exception thrown) =>
        thrown is OutOfMemoryException
        || (
            thrown is ExternalException
            && (
                thrown.Message.Contains("can't allocate memory", StringComparison.Ordinal)
                || thrown.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>ROCL0354: no memory was left, outside of a training step.</summary>
    /// <param name="where">The work that needed it.</param>
    /// <param name="thrown">The exception.</param>
    public static Problem Problem(string where, Exception thrown) =>
        new(
            "ROCL0354",
            where,
            $"The machine has no memory left: {Attribution.FirstLine(thrown.Message)}.",
            "Free memory on this machine, or take a smaller batch or encoder."
        );
}
