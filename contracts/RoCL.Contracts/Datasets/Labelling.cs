namespace RoCL.Contracts;

/// <summary>Checks that images have the labels that <see cref="IImages"/> promises.</summary>
public static class Labelling
{
    /// <summary>Returns the images unchanged once their labels are known to be valid.</summary>
    /// <param name="images">
    /// The images as a data set opened them; without labels there is nothing to check.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0460: a label is below 0 or has no class. ROCL0461: the labels are not int64 [Count].
    /// </exception>
    public static IImages Checked(IImages images)
    {
        if (images.Labels is not { } labels)
            return images;
        if (labels.dtype != ScalarType.Int64 || labels.dim() != 1 || labels.shape[0] != images.Count)
            throw NotOneClassForEachImage(labels, images.Count);

        var values = labels.data<long>().ToArray();
        var classes = images.Classes.Count;
        var invalid = Array.FindIndex(values, label => label < 0 || label >= classes);
        if (invalid >= 0)
            throw WithoutClass(invalid, values[invalid], classes);
        return images;
    }

    private static ProblemException NotOneClassForEachImage(Tensor labels, long count) =>
        Refused(
            "ROCL0461",
            $"The labels are {labels.dtype} [{string.Join(", ", labels.shape)}] for {count} images, "
                + $"and int64 [{count}] is expected.",
            "Return one int64 label for each image from the data set's plugin."
        );

    private static ProblemException WithoutClass(int image, long label, int classes) =>
        Refused(
            "ROCL0460",
            $"Image {image} has the label {label}, and there are {classes} classes, numbered from 0.",
            "Name a class for every label, or take only images of the classes that there are."
        );

    private static ProblemException Refused(string code, string what, string remedy) =>
        new(new(code, "labels", what, remedy));
}
