using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Checks what components return: shape, type, device, finiteness and threat model.
/// </summary>
public static class ReturnedTensors
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
    public static Tensor Attacked(ComponentUse use, Tensor images, Tensor clean, ThreatModel threat)
    {
        RequireAlike(use, images, clean, "ROCL0330", "ROCL0331");
        if (threat.Contains(images, clean))
            return images;

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

    /// <summary>
    /// A loss as one number an image, [N], in the type of what it got. ROCL0303 neither [N] nor a
    /// scalar, ROCL0304 no floating point or another device, ROCL0305 its gradient was cut off.
    /// </summary>
    /// <param name="use">The loss.</param>
    /// <param name="losses">What it returned.</param>
    /// <param name="outputs">
    /// What it got, N rows each; where a gradient reaches that, it has to reach the result.
    /// </param>
    public static Tensor Losses(ComponentUse use, Tensor losses, IReadOnlyList<Tensor> outputs)
    {
        RequireLive(use, losses);
        var images = outputs[0].shape[0];
        var perImage = losses.numel() == 1 && losses.dim() == 0 ? losses.expand(images) : losses;
        if (perImage.dim() != 1 || perImage.shape[0] != images)
        {
            throw Attribution.Fault(
                use,
                "ROCL0303",
                $"The loss returned {Shape(perImage)} for {images} images instead of [{images}] or a scalar."
            );
        }

        if (!perImage.is_floating_point() || perImage.device_type != outputs[0].device_type || perImage.is_sparse)
        {
            throw Attribution.Fault(
                use,
                "ROCL0304",
                $"The loss returned {Kind(perImage)} instead of floating point on {outputs[0].device_type}."
            );
        }

        if (!perImage.requires_grad && is_grad_enabled() && outputs.Any(view => view.requires_grad))
        {
            throw Attribution.Fault(
                use,
                "ROCL0305",
                "The loss cut off its gradient: its result does not depend on the outputs that it got."
            );
        }

        return perImage.to(outputs[0].dtype);
    }

    /// <summary>
    /// Outputs of an encoder or a head. ROCL0310 not [N, F] or another F than before, ROCL0312
    /// another type or device than its input.
    /// </summary>
    /// <param name="use">The encoder or head.</param>
    /// <param name="outputs">What it returned.</param>
    /// <param name="input">What it got, N rows.</param>
    /// <param name="features">F, where it is known.</param>
    public static Tensor Outputs(ComponentUse use, Tensor outputs, Tensor input, long? features = null)
    {
        RequireLive(use, outputs);
        var images = input.shape[0];
        var isMatrix = outputs.dim() == 2 && outputs.shape[0] == images && outputs.shape[1] > 0;
        if (!isMatrix || outputs.shape[1] != (features ?? outputs.shape[1]))
        {
            var width = features is { } known ? $"{known}" : "features";
            throw Attribution.Fault(
                use,
                "ROCL0310",
                $"The network returned {Shape(outputs)} for {images} images instead of [{images}, {width}]."
            );
        }

        return outputs.dtype == input.dtype && outputs.device_type == input.device_type && !outputs.is_sparse
            ? outputs
            : throw Attribution.Fault(use, "ROCL0312", $"The network returned {Kind(outputs)} for {Kind(input)}.");
    }

    /// <summary>ROCL0346: a result that is null or a disposed tensor.</summary>
    /// <param name="use">The component.</param>
    /// <param name="result">What it returned.</param>
    public static void RequireLive(ComponentUse use, Tensor? result)
    {
        if (result is null or { IsInvalid: true })
            throw Guard.Nothing(use);
    }

    /// <summary>The least and the greatest number of images.</summary>
    /// <param name="images">The images.</param>
    public static PixelRange Range(Tensor images)
    {
        using var scope = NewDisposeScope();
        var (least, greatest) = images.aminmax();
        return new(least.item<float>(), greatest.item<float>());
    }

    private static void RequireAlike(
        ComponentUse use,
        Tensor images,
        Tensor original,
        string shapeCode,
        string typeCode
    )
    {
        RequireLive(use, images);
        if (!images.shape.SequenceEqual(original.shape))
        {
            throw Attribution.Fault(
                use,
                shapeCode,
                $"The component returned images {Shape(images)} for images {Shape(original)}."
            );
        }

        if (images.dtype != original.dtype || images.device_type != original.device_type || images.is_sparse)
        {
            throw Attribution.Fault(
                use,
                typeCode,
                $"The component returned images of {Kind(images)} for images of {Kind(original)}."
            );
        }
    }

    private static string Kind(Tensor tensor) =>
        $"{(tensor.is_sparse ? "sparse " : "")}{tensor.dtype} on {tensor.device_type}";

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
