namespace RoCL.Contracts;

/// <summary>A source of images with a training and a test split.</summary>
public interface IDataset
{
    /// <summary>Opens one split of the data.</summary>
    /// <param name="split">Which split.</param>
    /// <returns>The same images in the same order at every call.</returns>
    /// <exception cref="ProblemException">
    /// A file is missing or damaged: ROCL04xx, with the file's name.
    /// </exception>
    IImages Open(Split split);
}

/// <summary>A split of a data set.</summary>
public enum Split
{
    /// <summary>The images that encoders and classifiers are trained on.</summary>
    Train,

    /// <summary>The images that they are measured on.</summary>
    Test,
}

/// <summary>The images of one split, which are read by index.</summary>
public interface IImages
{
    /// <summary>The shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>The number of images, 1 or more.</summary>
    long Count { get; }

    /// <summary>The classes' names by number; empty where the images have no labels.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>
    /// Each image's class, int64 [Count] from 0; <see langword="null"/> where there are no labels.
    /// </summary>
    Tensor? Labels { get; }

    /// <summary>
    /// The images' names in their order, such as the paths of their files relative to the data's
    /// folder, with slashes; <see langword="null"/> where images have none. The host names by them
    /// which images were added, removed or changed since a run began.
    /// </summary>
    IReadOnlyList<string>? Names => null;

    /// <summary>
    /// How the images came about, for people: what was left out, how they were divided;
    /// <see langword="null"/> where there is nothing to say.
    /// </summary>
    DataNotes? Notes => null;

    /// <summary>Reads some of the images. Several threads may call it at once.</summary>
    /// <param name="indices">
    /// int64 [N] on the CPU, each from 0 to Count - 1, in any order; repeats are allowed.
    /// </param>
    /// <returns>The images in the order of <paramref name="indices"/>.</returns>
    Batch Gather(Tensor indices);
}

/// <summary>Some images of a data set.</summary>
/// <param name="Images">float32 [N, C, H, W] in [0, 1], on the CPU.</param>
/// <param name="Labels">
/// Each image's class, int64 [N]; <see langword="null"/> where there are no labels.
/// </param>
/// <param name="Indices">Each image's index in the data set, int64 [N].</param>
public sealed record Batch(Tensor Images, Tensor? Labels, Tensor Indices);
