using RoCL.Core.Tensors;

namespace RoCL.Core.Evaluation;

/// <summary>
/// What the shell gives an evaluation: progress, a clock, and a place to keep what is finished.
/// </summary>
public interface IBenchHost
{
    /// <summary>Set when the person asks to stop.</summary>
    CancellationToken Stop { get; }

    /// <summary>Time since some moment before the evaluation.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Shows how far the work has come: stage, parts done, parts in all.</summary>
    void Report(string stage, long done, long total);

    /// <summary>
    /// What was kept under a name; <see langword="null"/> where nothing was, or where it can no
    /// longer be read.
    /// </summary>
    /// <param name="name">Any text.</param>
    /// <returns>Its tensors are the caller's own, and in no scope.</returns>
    TensorFile? Find(string name);

    /// <summary>Keeps a finished part, whole or not at all, until the evaluation is over.</summary>
    /// <param name="name">Any text; what was kept under it before is replaced.</param>
    /// <param name="part">Its tensors stay the caller's.</param>
    void Keep(string name, TensorFile part);
}
