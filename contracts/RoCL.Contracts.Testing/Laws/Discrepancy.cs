using System.Globalization;
using TorchSharp;

namespace RoCL.Contracts.Testing;

/// <summary>
/// What is wrong with tensors, in words; <see langword="null"/> where nothing is.
/// </summary>
internal static class Discrepancy
{
    private const double PixelTolerance = 1e-6;

    /// <summary>Values that are not bit-identical.</summary>
    /// <param name="what">What is compared, such as "the images before and after".</param>
    /// <param name="actual">One tensor.</param>
    /// <param name="expected">The other.</param>
    public static string? Different(string what, Tensor actual, Tensor expected) =>
        Different(what, actual, expected, 0);

    /// <summary>
    /// Values that differ by more than a fraction of the largest expected value, or of 1 if that is
    /// larger.
    /// </summary>
    /// <param name="what">What is compared, such as "the images before and after".</param>
    /// <param name="actual">One tensor.</param>
    /// <param name="expected">The other.</param>
    /// <param name="tolerance">The allowed fraction.</param>
    public static string? Different(string what, Tensor actual, Tensor expected, double tolerance)
    {
        if (!actual.shape.SequenceEqual(expected.shape))
            return $"{what}: {Shape(actual)} in place of {Shape(expected)}";
        if (actual.numel() == 0)
            return null;
        // The usual case, of networks with millions of weights too.
        if (actual.eq(expected).all().item<bool>())
            return null;

        var actualValues = actual.detach().to(ScalarType.Float64);
        var expectedValues = expected.detach().to(ScalarType.Float64);
        var isFinite = actualValues.isfinite().logical_and(expectedValues.isfinite());
        var isSame = isFinite.logical_or(actualValues.eq(expectedValues));
        isSame = isSame.logical_or(actualValues.isnan().logical_and(expectedValues.isnan()));
        if (!isSame.all().item<bool>())
            return $"{what}: {isSame.logical_not().sum().item<long>()} values are finite in one of them alone";

        var difference = (actualValues - expectedValues).abs().nan_to_num(0, 0, 0).max().item<double>();
        var scale = Math.Max(1, expectedValues.abs().nan_to_num(0, 0, 0).max().item<double>());
        return difference <= tolerance * scale ? null : $"{what}: they differ by {Number(difference)}";
    }

    /// <summary>
    /// A result of a second call, or of a call on a new component, that is not bit-identical to the
    /// first.
    /// </summary>
    public static string? NotRepeated(Tensor first, Tensor again, Tensor fromNewComponent) =>
        Different("the same call a second time", again, first)
        ?? Different("the same call on a component made anew", fromNewComponent, first);

    /// <summary>
    /// Images of another shape, type or device than the images that they were made from.
    /// </summary>
    public static string? OtherForm(Tensor images, Tensor original)
    {
        if (!images.shape.SequenceEqual(original.shape))
            return $"{Shape(images)} came back for {Shape(original)}";
        if (images.dtype != original.dtype)
            return $"{images.dtype} came back for {original.dtype}";
        if (images.device_type != original.device_type)
            return $"images on {images.device_type} came back for images on {original.device_type}";
        return null;
    }

    /// <summary>Values that are infinite or NaN.</summary>
    public static string? NotFinite(string what, Tensor values)
    {
        var notFinite = values.isfinite().logical_not().sum().item<long>();
        return notFinite == 0 ? null : $"{what} holds {notFinite} values that are not finite";
    }

    /// <summary>
    /// A result that is no batch of images like the original: of another form, not finite, or
    /// outside [0, 1].
    /// </summary>
    public static string? NotImages(Tensor result, Tensor original) =>
        OtherForm(result, original) ?? NotFinite("the result", result) ?? OutsideUnitRange(result, PixelTolerance);

    /// <summary>Pixels outside [0, 1] by more than a tolerance; NaN is outside.</summary>
    public static string? OutsideUnitRange(Tensor images, double tolerance = 0)
    {
        var lowest = images.min().item<float>();
        var highest = images.max().item<float>();
        return lowest >= -tolerance && highest <= 1 + tolerance
            ? null
            : $"pixels run from {Number(lowest)} to {Number(highest)} instead of [0, 1]";
    }

    /// <summary>
    /// Native tensors that outlive the dispose scope which the host opens around a step, in each of
    /// several calls. What is kept once, such as a table that is computed when it is first needed,
    /// leaves none in the later calls.
    /// </summary>
    public static string? LeakedTensors(Action call)
    {
        long LeakedByOneCall()
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            using (NewDisposeScope())
                call();
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        }

        LeakedByOneCall();
        var leaked = LeakedByOneCall();
        // A call that leaves none settles it.
        if (leaked > 0)
            leaked = Math.Min(leaked, LeakedByOneCall());
        return leaked <= 0 ? null : $"{leaked} native tensors of each call outlive the step's dispose scope";
    }

    /// <summary>A shape as reports write it, such as <c>[2, 3, 4, 4]</c>.</summary>
    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    /// <summary>A number as reports write it: four digits.</summary>
    public static string Number(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
