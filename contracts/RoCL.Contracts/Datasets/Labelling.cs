namespace RoCL.Contracts;

/// <summary>Whether images' labels are what <see cref="IImages"/> promises.</summary>
public static class Labelling
{
    /// <summary>
    /// The images as they are, once their labels are known to number their classes.
    /// </summary>
    /// <param name="images">
    /// As a data set opened them; without labels there is nothing to check.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0460 a label below 0 or without a class, ROCL0461 labels that are not int64 [Count].
    /// </exception>
    public static IImages Checked(IImages images)
    {
        if (images.Labels is not { } labels)
            return images;
        if (labels.dtype != ScalarType.Int64 || labels.dim() != 1 || labels.shape[0] != images.Count)
        {
            throw new ProblemException(
                new(
                    "ROCL0461",
                    "labels",
                    $"are {labels.dtype} [{string.Join(", ", labels.shape)}] for {images.Count} images; expected is int64 [{images.Count}].",
                    "The data set's plugin has to be mended."
                )
            );
        }

        var classes = images.Classes.Count;
        return
            labels.data<long>().ToArray() is var all
            && Array.FindIndex(all, label => label < 0 || label >= classes) is var odd and >= 0
            ? throw new ProblemException(
                new(
                    "ROCL0460",
                    "labels",
                    $"image {odd} has the label {all[odd]}, and there are {classes} classes, numbered from 0.",
                    "Name a class for every label, or take the images of the classes that there are."
                )
            )
            : images;
    }
}
