using RoCL.Core.Components;

namespace RoCL.Core.Monitoring;

/// <summary>Stands where no image is held out: whoever looks is shown the problem.</summary>
/// <param name="monitor">The monitor that might look.</param>
internal sealed class NoHeldOutImages(ComponentUse monitor) : IImages
{
    /// <inheritdoc/>
    public ImageShape Shape => throw Missing();

    /// <inheritdoc/>
    public long Count => throw Missing();

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => throw Missing();

    /// <inheritdoc/>
    public Tensor? Labels => throw Missing();

    /// <inheritdoc/>
    public Batch Gather(Tensor indices) => throw Missing();

    /// <summary>ROCL0168: a monitor needs images that are not trained on.</summary>
    /// <param name="monitor">The monitor.</param>
    public static Problem Problem(ComponentUse monitor) =>
        new(
            "ROCL0168",
            monitor.Place,
            "The monitor needs images that are not trained on, and all images of the training split are.",
            "Hold some out: \"images\": { \"validation\": 1000 }."
        );

    private ProblemException Missing() => new(Problem(monitor));
}
