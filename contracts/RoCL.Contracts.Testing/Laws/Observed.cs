using System.Globalization;
using TorchSharp;

namespace RoCL.Contracts.Testing;

/// <summary>
/// What is wrong with tensors, in words; <see langword="null"/> where nothing is.
/// </summary>
internal static class Observed
{
    /// <summary>Values that are equal to the bit.</summary>
    public static string? Differing(string what, Tensor one, Tensor other) => Apart(what, one, other, 0);

    /// <summary>Values that are equal up to a part of the largest.</summary>
    public static string? Apart(string what, Tensor one, Tensor other, double tolerance)
    {
        if (!one.shape.SequenceEqual(other.shape))
            return $"{what}: {Shape(one)} beside {Shape(other)}";
        if (one.numel() == 0)
            return null;
        var (a, b) = (one.detach().to(ScalarType.Float64), other.detach().to(ScalarType.Float64));
        var apart = (a - b).abs().nan_to_num(double.PositiveInfinity).max().item<double>();
        var most = Math.Max(1, b.abs().nan_to_num(0, 0, 0).max().item<double>());
        return apart <= tolerance * most ? null : $"{what}: they differ by {Number(apart)}";
    }

    /// <summary>
    /// Images of another shape, type or device than those that they were made of.
    /// </summary>
    public static string? Unlike(Tensor images, Tensor from) =>
        !images.shape.SequenceEqual(from.shape) ? $"{Shape(images)} came back for {Shape(from)}"
        : images.dtype != from.dtype ? $"{images.dtype} came back for {from.dtype}"
        : images.device_type != from.device_type
            ? $"images on {images.device_type} came back for images on {from.device_type}"
        : null;

    /// <summary>Values that are no numbers.</summary>
    public static string? NotFinite(string what, Tensor values) =>
        values.isfinite().all().item<bool>()
            ? null
            : $"{what} holds {values.isfinite().logical_not().sum().item<long>()} values that are not finite";

    /// <summary>
    /// Native tensors that live on when the dispose scope that the host opens around a step is
    /// closed, in each of three calls: what is kept once, such as a table that is computed when it
    /// is first needed, leaves none in the later ones.
    /// </summary>
    public static string? Left(Action call)
    {
        long Growth()
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            using (NewDisposeScope())
                call();
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        }
        Growth();
        var left = Math.Min(Growth(), Growth());
        return left <= 0 ? null : $"{left} native tensors of each call outlive the step's dispose scope";
    }

    /// <summary>As reports write shapes.</summary>
    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    /// <summary>As reports write numbers.</summary>
    public static string Number(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
