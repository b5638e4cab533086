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

    /// <summary>A classifier is about to be measured, and may be kept for later.</summary>
    /// <param name="name">The name that it has beside others; empty for the only one.</param>
    /// <param name="tensors">
    /// Copies its tensors, as <see cref="ClassifierTensors"/>; the caller of it owns them.
    /// </param>
    void SeeClassifier(string name, Func<TensorFile> tensors) { }

    /// <summary>The images of a batch were changed, and are about to be classified.</summary>
    /// <param name="condition">The condition's name.</param>
    /// <param name="from">The index of the first of them among those that are measured on.</param>
    /// <param name="images">[N, C, H, W]; valid during the call.</param>
    void SeeImages(string condition, int from, Tensor images) { }
}
