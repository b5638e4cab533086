namespace RoCL.Contracts;

/// <summary>A source of images.</summary>
public interface IDataset
{
    /// <summary>Opens one part of the data.</summary>
    /// <param name="split">Which part.</param>
    /// <exception cref="ProblemException">
    /// Files are missing, damaged or not what they should be: ROCL04xx, naming the file.
    /// </exception>
    IImages Open(Split split);
}

/// <summary>A part of a data set.</summary>
public enum Split
{
    /// <summary>What encoders and classifiers are trained on.</summary>
    Train,

    /// <summary>What they are measured on.</summary>
    Test,
}

/// <summary>Images that can be asked for by their place.</summary>
public interface IImages
{
    /// <summary>The shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>How many there are, 1 or more.</summary>
    long Count { get; }

    /// <summary>The classes' names, by number; empty where images have no labels.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>
    /// Each image's class, int64 [Count]; <see langword="null"/> where there are none.
    /// </summary>
    Tensor? Labels { get; }

    /// <summary>Some of the images. Safe to call from several threads.</summary>
    /// <param name="indices">int64 [N] on the CPU, each from 0 to Count - 1, in any order.</param>
    Batch Gather(Tensor indices);
}

/// <summary>Some images of a data set.</summary>
/// <param name="Images">float32 [N, C, H, W] in [0, 1], on the CPU.</param>
/// <param name="Labels">
/// Each image's class, int64 [N]; <see langword="null"/> where there are none.
/// </param>
/// <param name="Indices">Each image's place in the data set, int64 [N].</param>
public sealed record Batch(Tensor Images, Tensor? Labels, Tensor Indices);
