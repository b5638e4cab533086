using RoCL.Core.Training;

namespace RoCL.Runs.Training;

/// <summary>Listens to steps: frees small native blocks.</summary>
internal static class NativeBlocks
{
    /// <summary>
    /// Collects the youngest generation. Every number beside a tensor is a small native block until
    /// its wrapper is collected, and keeps glibc from using freed tensors again.
    /// </summary>
    public static void Collect(StepResult result) => GC.Collect(0);
}
