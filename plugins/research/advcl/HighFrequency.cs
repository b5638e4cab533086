using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>An image without its slow changes: edges and texture are left, on grey.</summary>
/// <remarks>
/// In the discrete Fourier transform of each channel, every frequency (u, v) of
/// <c>√(u² + v²) &lt; r</c> is set to 0, the constant one among them; what comes back is added to
/// grey and clamped.
/// <para>Shape: [N, C, H, W] in [0, 1] to the same. Nothing is random.</para>
/// <para>
/// Reference: Fan et al. 2021, arXiv:2111.01124, section 4, and their fr_util.py, which leaves the
/// values as they are.
/// </para>
/// </remarks>
/// <param name="Radius">
/// r, in cycles over the image's height and width. Theirs: 8 for images of 32 x 32.
/// </param>
/// <param name="Grey">
/// The value of an image without detail; at 0 only the brighter sides of edges are left.
/// </param>
/// <example>
/// <code>
/// { "views": { "b": { "augment": [{ "use": "high-frequency", "radius": 4 }] } } }
/// </code>
/// </example>
[Component("high-frequency", "Edges and texture without slow changes, Fan et al. 2021")]
public sealed record HighFrequency([Range(0, 1e6)] double Radius = 8, [Range(0, 1)] double Grey = 0.5) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        return (Part(images) + Grey).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The frequencies from the radius on, as they are: around 0, neither shifted nor clamped.
    /// </summary>
    internal Tensor Part(Tensor images)
    {
        var height = images.shape[2];
        var width = images.shape[3];

        // Whole numbers, so that a frequency on the circle lies on it. Of a real signal, half of
        // the columns say all.
        var rows = arange(height, device: images.device);
        var columns = arange(width / 2 + 1, device: images.device);
        var squared = rows.minimum(height - rows).square().unsqueeze(1) + columns.square();
        var isKept = squared.ge(Radius * Radius);
        return fft.irfft2(fft.rfft2(images) * isKept, s: [height, width]);
    }
}
