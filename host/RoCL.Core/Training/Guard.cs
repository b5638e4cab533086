using System.Globalization;

namespace RoCL.Core;

/// <summary>What stands where a component hands tensors back: shape, type, device, finiteness and threat model.</summary>
public static class Guard
{
    /// <summary>
    /// Runs a component's code; what it throws comes out as a problem that names plugin, version, component and the recipe's key.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0300 any exception of the component's own; a problem of its own as it is, with its place.
    /// </exception>
    public static T Call<T>(ComponentUse use, Func<T> call)
    {
        var place = $"{use.Where} ({use.Component.QualifiedName} {use.Component.Plugin.Release})";
        try
        {
            return call();
        }
        catch (ProblemException fault) when (!fault.Problem.Where.StartsWith(use.Where, StringComparison.Ordinal))
        {
            throw new ProblemException(fault.Problem with { Where = $"{place}, {fault.Problem.Where}" }, fault);
        }
        catch (Exception fault) when (fault is not ProblemException and not OperationCanceledException)
        {
            throw new ProblemException(
                new("ROCL0300", place, $"threw {fault.GetType().Name}: {FirstLine(fault.Message)}.",
                    "The plugin has to be mended; the log has the stack."),
                fault);
        }
    }

    /// <summary>
    /// Images from an augmentation. ROCL0340 shape, ROCL0341 type or device, ROCL0342 not finite, ROCL0343 outside [0, 1].
    /// </summary>
    public static Tensor Augmented(ComponentUse use, Tensor images, Tensor from)
    {
        Like(use, images, from, "ROCL0340", "ROCL0341");
        using var scope = NewDisposeScope();
        var (least, greatest) = (images.min().item<float>(), images.max().item<float>());
        if (!float.IsFinite(least) || !float.IsFinite(greatest)) throw Fault(use, "ROCL0342", "gave images that are not finite.");
        if (least < -1e-4f || greatest > 1 + 1e-4f)
            throw Fault(use, "ROCL0343", string.Create(CultureInfo.InvariantCulture,
                $"gave pixels from {least} to {greatest} instead of [0, 1]."));
        return images;
    }

    /// <summary>
    /// Images from an attack. ROCL0330 shape, ROCL0331 type or device, ROCL0332 not finite, ROCL0333 outside the threat model.
    /// </summary>
    public static Tensor Attacked(ComponentUse use, Tensor images, Tensor clean, ThreatModel threat)
    {
        Like(use, images, clean, "ROCL0330", "ROCL0331");
        using var scope = NewDisposeScope();
        if (!images.isfinite().all().item<bool>()) throw Fault(use, "ROCL0332", "gave images that are not finite.");
        if (!threat.Contains(images, clean))
            throw Fault(use, "ROCL0333", string.Create(CultureInfo.InvariantCulture,
                $"left the threat model {threat}: "
                    + $"an image lies {threat.Distance(images, clean).max().item<float>()} away, or outside [0, 1]."));
        return images;
    }

    /// <summary>What a loss gave, as one number an image, [N]. ROCL0303 neither [N] nor a scalar, ROCL0304 not finite.</summary>
    public static Tensor Losses(ComponentUse use, Tensor losses, long images)
    {
        if (losses.numel() == 1 && losses.dim() == 0) losses = losses.expand(images);
        if (losses.dim() != 1 || losses.shape[0] != images || !losses.is_floating_point())
            throw Fault(use, "ROCL0303", $"gave {Shape(losses)} for {images} images instead of [{images}] or a scalar.");
        return losses;
    }

    /// <summary>What an encoder or a head gave. ROCL0310 not [N, F] of floating point, ROCL0311 no gradient reaches it.</summary>
    public static Tensor Outputs(ComponentUse use, Tensor outputs, long images) =>
        outputs.dim() == 2 && outputs.shape[0] == images && outputs.shape[1] > 0 && outputs.is_floating_point()
            ? outputs
            : throw Fault(use, "ROCL0310", $"gave {Shape(outputs)} for {images} images instead of [{images}, features].");

    private static void Like(ComponentUse use, Tensor images, Tensor from, string shapeCode, string typeCode)
    {
        if (!images.shape.SequenceEqual(from.shape)) throw Fault(use, shapeCode, $"gave {Shape(images)} for {Shape(from)}.");
        if (images.dtype != from.dtype || images.device_type != from.device_type)
            throw Fault(use, typeCode, $"gave {images.dtype} on {images.device_type} for {from.dtype} on {from.device_type}.");
    }

    private static ProblemException Fault(ComponentUse use, string code, string what) =>
        new(new(code, $"{use.Where} ({use.Component.QualifiedName} {use.Component.Plugin.Release})", what, "The plugin has to be mended."));

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');
}
