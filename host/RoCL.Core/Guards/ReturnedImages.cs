using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Checks the images that augmentations and attacks return: shape, type, device, finiteness and
/// threat model.
/// </summary>
internal static class ReturnedImages
{
    /// <summary>
    /// Images from an augmentation. ROCL0340 shape, ROCL0341 type, device or layout, ROCL0342 not
    /// finite, ROCL0343 outside [0, 1].
    /// </summary>
    /// <param name="use">The augmentation.</param>
    /// <param name="images">What it returned.</param>
    /// <param name="original">What it got.</param>
    public static Tensor Augmented(ComponentUse use, Tensor images, Tensor original)
    {
        RequireAlike(use, images, original, "ROCL0340", "ROCL0341");
        var range = Range(images);
        if (!range.IsFinite)
            throw Attribution.Fault(use, "ROCL0342", "The augmentation returned images that are not finite.");
        return range.IsWithinPixels
            ? images
            : throw Attribution.Fault(use, "ROCL0343", $"The augmentation returned {range} instead of [0, 1].");
    }

    /// <summary>
    /// Images from an attack. ROCL0330 shape, ROCL0331 type, device or layout, ROCL0332 not finite,
    /// ROCL0333 outside the threat model.
    /// </summary>
    /// <param name="use">The attack.</param>
    /// <param name="images">What it returned.</param>
    /// <param name="clean">
    /// The images before the attack; no tensor that the attack could write into.
    /// </param>
    /// <param name="threat">The threat model.</param>
    /// <param name="threatUse">
    /// The threat model as the recipe names it, where a plugin brings it: it is then held to its
    /// own contract too.
    /// </param>
    public static Tensor Attacked(
        ComponentUse use,
        Tensor images,
        Tensor clean,
        ThreatModel threat,
        ComponentUse? threatUse
    )
    {
        RequireAlike(use, images, clean, "ROCL0330", "ROCL0331");
        if (Contains(images, clean, threat, threatUse))
        {
            if (threatUse is not null)
                GuardedThreat.RequireStays(threatUse, threat, images, clean);
            return images;
        }

        using var scope = NewDisposeScope();
        if (!images.isfinite().all().item<bool>())
            throw Attribution.Fault(use, "ROCL0332", "The attack returned images that are not finite.");
        var distance = threat.Distance(images, clean).max().item<float>();
        throw Attribution.Fault(
            use,
            "ROCL0333",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The attack left the threat model {threat}: an image lies {distance} away, or outside [0, 1]."
            )
        );
    }

    /// <summary>The least and the greatest number of images.</summary>
    /// <param name="images">The images.</param>
    public static PixelRange Range(Tensor images)
    {
        using var scope = NewDisposeScope();
        var (least, greatest) = images.aminmax();
        // One wait for the device instead of two.
        var both = stack([least, greatest]).cpu();
        return new(both[0].item<float>(), both[1].item<float>());
    }

    private static bool Contains(Tensor images, Tensor clean, ThreatModel threat, ComponentUse? threatUse) =>
        threatUse is null
            ? threat.Contains(images, clean)
            : images.isfinite().all().item<bool>() && GuardedThreat.Contains(threatUse, threat, images, clean);

    private static void RequireAlike(
        ComponentUse use,
        Tensor images,
        Tensor original,
        string shapeCode,
        string typeCode
    )
    {
        ReturnedTensors.RequireLive(use, images);
        if (!images.shape.SequenceEqual(original.shape))
        {
            throw Attribution.Fault(
                use,
                shapeCode,
                $"The component returned images {ReturnedTensors.Shape(images)} for images "
                    + $"{ReturnedTensors.Shape(original)}."
            );
        }

        if (images.dtype != original.dtype || images.device_type != original.device_type || images.is_sparse)
        {
            throw Attribution.Fault(
                use,
                typeCode,
                $"The component returned images of {ReturnedTensors.Kind(images)} for images of "
                    + $"{ReturnedTensors.Kind(original)}."
            );
        }
    }
}
