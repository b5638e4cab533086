namespace RoCL.Attacks;

/// <summary>Checks the images and labels that a caller gives.</summary>
internal static class GivenImages
{
    /// <summary>ROCL0840: no images in [0, 1]; ROCL0841: labels that do not fit them.</summary>
    /// <param name="images">float32 [N, C, H, W] in [0, 1].</param>
    /// <param name="labels">int64 [N].</param>
    public static void Require(Tensor images, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.dtype != ScalarType.Float32 || images.dim() != 4 || images.shape[0] == 0)
            throw NotImages($"The tensor is {Form(images)} instead of float32 [N, C, H, W].");
        using var scope = NewDisposeScope();
        var (least, greatest) = images.aminmax();
        var low = least.item<float>();
        var high = greatest.item<float>();
        if (!(low >= 0 && high <= 1))
            throw NotImages(FormattableString.Invariant($"The pixels lie from {low:0.###} to {high:0.###}."));
        if (labels.dtype != ScalarType.Int64 || labels.dim() != 1 || labels.shape[0] != images.shape[0])
            throw OtherLabels($"The labels are {Form(labels)} instead of int64 [{images.shape[0]}].");
    }

    /// <summary>
    /// ROCL0842: outputs that are no logits; ROCL0841: labels of classes that the network lacks.
    /// </summary>
    /// <param name="logits">The network's outputs for the images.</param>
    /// <param name="labels">int64 [N].</param>
    public static void RequireLogits(Tensor logits, Tensor labels)
    {
        if (logits.dim() != 2 || logits.shape[0] != labels.shape[0] || !logits.is_floating_point())
        {
            throw Refused(
                "ROCL0842",
                "the network",
                $"The network returned {Form(logits)} instead of logits [{labels.shape[0]}, K].",
                "Give a classifier, from images to a number for each class."
            );
        }

        using var scope = NewDisposeScope();
        var low = labels.min().item<long>();
        var high = labels.max().item<long>();
        if (low < 0 || high >= logits.shape[1])
            throw OtherLabels($"The labels lie from {low} to {high}, and the network has {logits.shape[1]} classes.");
    }

    private static ProblemException NotImages(string what) =>
        Refused(
            "ROCL0840",
            "the images",
            what,
            "Give float32 images [N, C, H, W] in [0, 1], and make their normalisation the first layer of the network."
        );

    private static ProblemException OtherLabels(string what) =>
        Refused("ROCL0841", "the labels", what, "Give the class of each image, int64 [N] from 0.");

    private static ProblemException Refused(string code, string where, string what, string remedy) =>
        new(new(code, where, what, remedy));

    private static string Form(Tensor values) => $"{values.dtype} [{string.Join(", ", values.shape)}]";
}
