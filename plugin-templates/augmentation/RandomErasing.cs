using System.ComponentModel.DataAnnotations;

/// <summary>Paints a box of noise over some of the images.</summary>
/// <remarks>
/// Each image is touched with a probability; its box has a random area and shape and lies anywhere,
/// cut off at the border.
/// <para>
/// Shape: [N, C, H, W] in [0, 1] to the same. Every random value comes from <c>random</c>: the same
/// seed, the same boxes.
/// </para>
/// <para>
/// Reference: Zhong et al. 2020, arXiv:1708.04896, algorithm 1 (which draws again where a box does
/// not fit).
/// </para>
/// </remarks>
/// <param name="Probability">Of each image to be touched.</param>
/// <param name="MaxArea">The largest share of the image that is painted over.</param>
[Component("random-erasing", "Paints a box of noise over some of the images, Zhong et al. 2020")]
public sealed record RandomErasing([Range(0.0, 1.0)] double Probability = 0.5, [Range(0.0, 1.0)] double MaxArea = 0.33)
    : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        var touched = random.Between(0, 1).lt(Probability);
        var (area, ratio) = (random.Between(0, MaxArea), random.Between(-1.2, 1.2).exp());
        var rows = Within(images.shape[2], (area * ratio).sqrt(), random).view(-1, 1, images.shape[2], 1);
        var columns = Within(images.shape[3], (area / ratio).sqrt(), random).view(-1, 1, 1, images.shape[3]);
        return where(touched.logical_and(rows).logical_and(columns), random.Uniform(images.shape), images);
    }

    // Which of a line's pixels lie within a part of it that begins anywhere.
    private static Tensor Within(long pixels, Tensor part, Rng random)
    {
        var at = (arange(pixels, dtype: ScalarType.Float32, device: part.device) + 0.5) / pixels - random.Between(0, 1);
        return at.ge(0).logical_and(at.lt(part));
    }
}

// In a recipe: "views": { "a": { "augment": [{ "use": "simclr" }, { "use": "random-erasing",
// "probability": 0.5 }] } }
