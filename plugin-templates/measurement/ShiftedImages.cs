// A working measurement, to be changed into yours: 1. The parameters of the record are the options
// of recipes. Give each a default and a <param> line; `rocl plugins` shows them. 2. Measure
// receives a trained classifier, which stays unchanged, and returns one condition for each way of
// changing the test images. Every evaluation can include it. 3. bench.Classify changes and
// classifies all test images in batches: its function receives images [N, C, H, W] in [0, 1] and
// random values for them, and returns the images to classify. 4. Each condition's name must be
// unique within the measurement.

/// <summary>The accuracy on test images that are shifted by some pixels.</summary>
/// <remarks>
/// Each image is shifted by whole pixels along both axes, up to a distance. What leaves on one side
/// comes back on the other.
/// <para>Conditions: one for each distance, such as <c>shifted 2</c>.</para>
/// <para>Begun from: Azulay and Weiss 2019, arXiv:1805.12177, section 2.</para>
/// </remarks>
/// <param name="Pixels">
/// The greatest distances in pixels, one condition each; 1, 2 and 4 when left out.
/// </param>
/// <example>
/// <code>
/// { "evaluate": [{ "use": "linear", "epochs": 1,
///                  "measurements": [{ "use": "shifted-images", "pixels": [1, 2] }] }] }
/// </code>
/// </example>
[Component("shifted-images", "Accuracy on images moved by some pixels")]
public sealed record ShiftedImages(IReadOnlyList<int>? Pixels = null) : IMeasurement
{
    private static readonly int[] UsualDistances = [1, 2, 4];

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var conditions = new List<Condition>();
        foreach (var greatest in Pixels ?? UsualDistances)
        {
            Tensor Shift(Batch batch, Rng random) => Shifted(batch.Images, greatest, random);
            conditions.Add(bench.Classify($"shifted {greatest}", classifier, Shift));
        }
        return conditions;
    }

    /// <summary>The images, each shifted by random distances of its own.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="greatest">The greatest distance in pixels, 0 or more.</param>
    /// <param name="random">The source of the distances, for N images.</param>
    public static Tensor Shifted(Tensor images, int greatest, Rng random)
    {
        var shiftedDown = ShiftedAlong(2, images, greatest, random);
        return ShiftedAlong(3, shiftedDown, greatest, random);
    }

    private static Tensor ShiftedAlong(int dimension, Tensor images, int greatest, Rng random)
    {
        var size = images.shape[dimension];
        // A whole number from -greatest to greatest for each image, [N, 1, 1, 1].
        var distance = ((2 * greatest + 1) * random.Between(0, 1)).floor().to(ScalarType.Int64) - greatest;
        var positions = arange(size, device: images.device).view(dimension == 2 ? [1, 1, -1, 1] : [1, 1, 1, -1]);
        var sources = (positions - distance).remainder(size);
        return images.gather(dimension, sources.expand(images.shape));
    }
}
