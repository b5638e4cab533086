using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Checks what losses and networks return for N images: shape, type, device and gradient.
/// </summary>
internal static class ReturnedOutputs
{
    /// <summary>
    /// A loss as one number an image, [N], in the type of what it got. ROCL0303 neither [N] nor a
    /// scalar, ROCL0304 no floating point or another device, ROCL0305 its gradient was cut off.
    /// </summary>
    /// <param name="use">The loss.</param>
    /// <param name="losses">What it returned.</param>
    /// <param name="outputs">
    /// What it got, N rows each; where a gradient reaches that, it has to reach the result.
    /// </param>
    public static Tensor OfLoss(ComponentUse use, Tensor losses, IReadOnlyList<Tensor> outputs)
    {
        ReturnedTensors.RequireLive(use, losses);
        var images = outputs[0].shape[0];
        var perImage = losses.numel() == 1 && losses.dim() == 0 ? losses.expand(images) : losses;
        if (perImage.dim() != 1 || perImage.shape[0] != images)
        {
            throw Attribution.Fault(
                use,
                "ROCL0303",
                $"The loss returned {ReturnedTensors.Shape(perImage)} for {images} images instead of [{images}] or "
                    + "a scalar."
            );
        }

        if (!perImage.is_floating_point() || perImage.device_type != outputs[0].device_type || perImage.is_sparse)
        {
            throw Attribution.Fault(
                use,
                "ROCL0304",
                $"The loss returned {ReturnedTensors.Kind(perImage)} instead of floating point on "
                    + $"{outputs[0].device_type}."
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
    public static Tensor OfNetwork(ComponentUse use, Tensor outputs, Tensor input, long? features = null)
    {
        ReturnedTensors.RequireLive(use, outputs);
        var images = input.shape[0];
        var isMatrix = outputs.dim() == 2 && outputs.shape[0] == images && outputs.shape[1] > 0;
        if (!isMatrix || outputs.shape[1] != (features ?? outputs.shape[1]))
        {
            var expected = features is { } known ? $"[{images}, {known}]" : $"[{images}, features]";
            throw Attribution.Fault(
                use,
                "ROCL0310",
                $"The network returned {ReturnedTensors.Shape(outputs)} for {images} images instead of {expected}."
            );
        }

        return outputs.dtype == input.dtype && outputs.device_type == input.device_type && !outputs.is_sparse
            ? outputs
            : throw Attribution.Fault(
                use,
                "ROCL0312",
                $"The network returned {ReturnedTensors.Kind(outputs)} for {ReturnedTensors.Kind(input)}."
            );
    }
}
