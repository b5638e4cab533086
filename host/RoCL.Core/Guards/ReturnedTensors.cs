using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>What is checked of every tensor that a component returns.</summary>
internal static class ReturnedTensors
{
    /// <summary>ROCL0346: a result that is null or a disposed tensor.</summary>
    /// <param name="use">The component.</param>
    /// <param name="result">What it returned.</param>
    public static void RequireLive(ComponentUse use, Tensor? result)
    {
        if (result is null or { IsInvalid: true })
            throw Guard.Nothing(use);
    }

    /// <summary>Its layout, type and device, as messages name them.</summary>
    internal static string Kind(Tensor tensor) =>
        $"{(tensor.is_sparse ? "sparse " : "")}{tensor.dtype} on {tensor.device_type}";

    /// <summary>Its shape, as messages name it.</summary>
    internal static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
