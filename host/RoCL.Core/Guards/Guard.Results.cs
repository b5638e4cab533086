using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

// What components hand back: shape, type, device, finiteness and threat model.
public static partial class Guard
{
    /// <summary>
    /// Images from an augmentation. ROCL0340 shape, ROCL0341 type, device or layout, ROCL0342 not
    /// finite, ROCL0343 outside [0, 1].
    /// </summary>
    public static Tensor Augmented(ComponentUse use, Tensor images, Tensor from)
    {
        Like(use, images, from, "ROCL0340", "ROCL0341");
        var (least, greatest) = Range(images);
        if (!float.IsFinite(least) || !float.IsFinite(greatest))
            throw Blame.Fault(use, "ROCL0342", "gave images that are not finite.");
        if (least < -1e-4f || greatest > 1 + 1e-4f)
        {
            throw Blame.Fault(
                use,
                "ROCL0343",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"gave pixels from {least} to {greatest} instead of [0, 1]."
                )
            );
        }

        return images;
    }

    /// <summary>
    /// Images from an attack. ROCL0330 shape, ROCL0331 type, device or layout, ROCL0332 not finite,
    /// ROCL0333 outside the threat model.
    /// </summary>
    /// <param name="use">The attack.</param>
    /// <param name="images">What it gave.</param>
    /// <param name="clean">
    /// Where the images were; no tensor that the attack could write into.
    /// </param>
    /// <param name="threat">Where they were allowed to move to.</param>
    public static Tensor Attacked(ComponentUse use, Tensor images, Tensor clean, ThreatModel threat)
    {
        Like(use, images, clean, "ROCL0330", "ROCL0331");
        if (threat.Contains(images, clean))
            return images;
        using var scope = NewDisposeScope();
        throw images.isfinite().all().item<bool>()
            ? Blame.Fault(
                use,
                "ROCL0333",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"left the threat model {threat}: "
                        + $"an image lies {threat.Distance(images, clean).max().item<float>()} away, or outside [0, 1]."
                )
            )
            : Blame.Fault(use, "ROCL0332", "gave images that are not finite.");
    }

    /// <summary>
    /// What a loss gave, as one number an image, [N], in the type of what it was given. ROCL0303
    /// neither [N] nor a scalar, ROCL0304 no floating point or another device, ROCL0305 its
    /// gradient was cut off.
    /// </summary>
    /// <param name="use">The loss.</param>
    /// <param name="losses">What it gave.</param>
    /// <param name="images">N.</param>
    /// <param name="seen">
    /// What it was given; where a gradient reaches that, it has to reach the result.
    /// </param>
    public static Tensor Losses(ComponentUse use, Tensor losses, long images, IReadOnlyList<Tensor> seen)
    {
        Live(use, losses);
        if (losses.numel() == 1 && losses.dim() == 0)
            losses = losses.expand(images);
        if (losses.dim() != 1 || losses.shape[0] != images)
        {
            throw Blame.Fault(
                use,
                "ROCL0303",
                $"gave {Shape(losses)} for {images} images instead of [{images}] or a scalar."
            );
        }

        if (!losses.is_floating_point() || losses.device_type != seen[0].device_type || losses.is_sparse)
        {
            throw Blame.Fault(
                use,
                "ROCL0304",
                $"gave {Kind(losses)} instead of floating point on {seen[0].device_type}."
            );
        }

        if (!losses.requires_grad && is_grad_enabled() && seen.Any(outputs => outputs.requires_grad))
        {
            throw Blame.Fault(
                use,
                "ROCL0305",
                "cut off its gradient: its result does not depend on what it was given."
            );
        }

        return losses.to(seen[0].dtype);
    }

    /// <summary>
    /// What an encoder or a head gave. ROCL0310 not [N, F] or another F than before, ROCL0312
    /// another type or device than its input.
    /// </summary>
    /// <param name="use">The encoder or head.</param>
    /// <param name="outputs">What it gave.</param>
    /// <param name="input">What it was given, N rows.</param>
    /// <param name="features">F, where it is known.</param>
    public static Tensor Outputs(ComponentUse use, Tensor outputs, Tensor input, long? features = null)
    {
        Live(use, outputs);
        var images = input.shape[0];
        if (
            outputs.dim() != 2
            || outputs.shape[0] != images
            || outputs.shape[1] == 0
            || outputs.shape[1] != (features ?? outputs.shape[1])
        )
        {
            throw Blame.Fault(
                use,
                "ROCL0310",
                $"gave {Shape(outputs)} for {images} images instead of [{images}, {(features is { } known ? $"{known}" : "features")}]."
            );
        }

        return outputs.dtype == input.dtype && outputs.device_type == input.device_type && !outputs.is_sparse
            ? outputs
            : throw Blame.Fault(use, "ROCL0312", $"gave {Kind(outputs)} for {Kind(input)}.");
    }

    /// <summary>
    /// A result that can be looked at at all. ROCL0346 it is null or was disposed of.
    /// </summary>
    public static void Live(ComponentUse use, Tensor? given)
    {
        if (given is null or { IsInvalid: true })
            throw Nothing(use);
    }

    private static void Like(ComponentUse use, Tensor images, Tensor from, string shapeCode, string typeCode)
    {
        Live(use, images);
        if (!images.shape.SequenceEqual(from.shape))
            throw Blame.Fault(use, shapeCode, $"gave {Shape(images)} for {Shape(from)}.");
        if (images.dtype != from.dtype || images.device_type != from.device_type || images.is_sparse)
            throw Blame.Fault(use, typeCode, $"gave {Kind(images)} for {Kind(from)}.");
    }

    /// <summary>
    /// The least and the greatest number of a tensor; NaN where one of them is none.
    /// </summary>
    public static (float Least, float Greatest) Range(Tensor images)
    {
        using var scope = NewDisposeScope();
        var (least, greatest) = images.aminmax();
        return (least.item<float>(), greatest.item<float>());
    }

    private static string Kind(Tensor tensor) =>
        $"{(tensor.is_sparse ? "sparse " : "")}{tensor.dtype} on {tensor.device_type}";

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
