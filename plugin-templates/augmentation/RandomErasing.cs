using System.ComponentModel.DataAnnotations;

// A working augmentation, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Apply receives images [N, C, H, W] in [0, 1] and returns as many of the same shape, in
//      [0, 1] (clamp if you add to pixels). It works on the whole batch at once, and must not write
//      to the images.
//   3. Take every random value from `random`: Between gives one value for each image, Uniform and
//      Normal give [N, …]. Then each image has its own values, whichever batch it is in.
//   4. `rocl check RandomErasing.cs` tries the laws of every augmentation.

/// <summary>Paints a box of noise over some of the images.</summary>
/// <remarks>
/// Each image is erased with a probability. Its box has a random area and aspect ratio, begins
/// anywhere, and is cut off at the border; the paper draws again where a box does not fit.
/// <para>Shape: [N, C, H, W] in [0, 1] to the same.</para>
/// <para>Begun from: Zhong et al. 2020, arXiv:1708.04896, algorithm 1.</para>
/// </remarks>
/// <param name="Probability">The probability of each image to be erased.</param>
/// <param name="MaxArea">The largest fraction of the image that is painted over.</param>
/// <example>
/// <code>
/// { "views": { "a": { "augment": [{ "use": "random-erasing", "probability": 0.5 }] } } }
/// </code>
/// </example>
[Component("random-erasing", "Paints a box of noise over some of the images")]
public sealed record RandomErasing([Range(0.0, 1.0)] double Probability = 0.5, [Range(0.0, 1.0)] double MaxArea = 0.33)
    : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        var height = images.shape[2];
        var width = images.shape[3];

        // One value for each image, [N, 1, 1, 1].
        var isErased = random.Between(0, 1).lt(Probability);
        var area = random.Between(0, MaxArea);
        var ratio = random.Between(-1.2, 1.2).exp();

        // Truth values for each image's rows and columns; together they broadcast to the box.
        var rows = InsideBox(height, (area * ratio).sqrt(), random).view(-1, 1, height, 1);
        var columns = InsideBox(width, (area / ratio).sqrt(), random).view(-1, 1, 1, width);
        var isPainted = isErased.logical_and(rows).logical_and(columns);
        return where(isPainted, random.Uniform(images.shape), images);
    }

    // Which of a line's pixels lie in a box that covers a fraction of the line and begins anywhere.
    private static Tensor InsideBox(long pixels, Tensor fraction, Rng random)
    {
        var centres = (arange(pixels, dtype: ScalarType.Float32, device: fraction.device) + 0.5) / pixels;
        var fromStart = centres - random.Between(0, 1);
        return fromStart.ge(0).logical_and(fromStart.lt(fraction));
    }
}
