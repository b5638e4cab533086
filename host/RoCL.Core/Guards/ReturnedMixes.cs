using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>Checks what mixings return: images, partners and weights.</summary>
internal static class ReturnedMixes
{
    /// <summary>
    /// Mixed images. ROCL0355 images of another shape, type or device, ROCL0356 not finite or
    /// outside [0, 1]; ROCL0357 partners that are not int64 [N] or no rows of the batch; ROCL0358
    /// weights that are not floating point [N], not finite or outside [0, 1].
    /// </summary>
    /// <param name="use">The mixing.</param>
    /// <param name="mixed">What it returned.</param>
    /// <param name="original">What it got.</param>
    public static Mixed Checked(ComponentUse use, Mixed mixed, Tensor original)
    {
        ReturnedTensors.RequireLive(use, mixed.Images);
        ReturnedTensors.RequireLive(use, mixed.Partners);
        ReturnedTensors.RequireLive(use, mixed.Weights);
        RequireImages(use, mixed.Images, original);
        RequirePartners(use, mixed.Partners, original);
        RequireWeights(use, mixed.Weights, original);
        return mixed;
    }

    private static void RequireImages(ComponentUse use, Tensor images, Tensor original)
    {
        if (
            !images.shape.SequenceEqual(original.shape)
            || images.dtype != original.dtype
            || !IsDenseOn(images, original)
        )
        {
            throw Attribution.Fault(
                use,
                "ROCL0355",
                $"The mixing returned images {Form(images)} for images {Form(original)}."
            );
        }

        var range = ReturnedImages.Range(images);
        if (!range.IsWithinPixels)
            throw Attribution.Fault(use, "ROCL0356", $"The mixing returned {range} instead of [0, 1].");
    }

    private static void RequirePartners(ComponentUse use, Tensor partners, Tensor original)
    {
        var images = original.shape[0];
        if (partners.dtype != ScalarType.Int64 || !IsRow(partners, original))
        {
            throw Attribution.Fault(
                use,
                "ROCL0357",
                $"The mixing returned partners {Form(partners)} instead of Int64 [{images}]."
            );
        }

        using var scope = NewDisposeScope();
        var (least, greatest) = partners.aminmax();
        if (least.item<long>() < 0 || greatest.item<long>() >= images)
        {
            throw Attribution.Fault(
                use,
                "ROCL0357",
                $"The mixing returned partners from {least.item<long>()} to {greatest.item<long>()}, and the batch has "
                    + $"{images} images."
            );
        }
    }

    private static void RequireWeights(ComponentUse use, Tensor weights, Tensor original)
    {
        if (!weights.is_floating_point() || !IsRow(weights, original))
        {
            throw Attribution.Fault(
                use,
                "ROCL0358",
                $"The mixing returned weights {Form(weights)} instead of floating point [{original.shape[0]}]."
            );
        }

        using var scope = NewDisposeScope();
        var (leastWeight, greatestWeight) = weights.to(ScalarType.Float32).aminmax();
        var least = leastWeight.item<float>();
        var greatest = greatestWeight.item<float>();
        if (least >= 0 && greatest <= 1)
            return;
        throw Attribution.Fault(
            use,
            "ROCL0358",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The mixing returned weights from {least} to {greatest} instead of [0, 1]."
            )
        );
    }

    private static bool IsRow(Tensor tensor, Tensor original) =>
        tensor.dim() == 1 && tensor.shape[0] == original.shape[0] && IsDenseOn(tensor, original);

    private static bool IsDenseOn(Tensor tensor, Tensor original) =>
        !tensor.is_sparse && tensor.device_type == original.device_type;

    private static string Form(Tensor tensor) => $"{ReturnedTensors.Kind(tensor)} {ReturnedTensors.Shape(tensor)}";
}
