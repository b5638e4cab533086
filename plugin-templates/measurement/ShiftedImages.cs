/// <summary>Test images moved by some pixels: does the classifier see the same?</summary>
/// <remarks>
/// Each image is moved by whole pixels in both directions, up to a distance; what leaves on one
/// side comes back on the other.
/// <para>One condition for each distance, such as <c>shifted 2</c>.</para>
/// <para>Reference: Azulay and Weiss 2019, arXiv:1805.12177, section 2.</para>
/// </remarks>
/// <param name="Pixels">The distances, one condition each; 1, 2 and 4 when left out.</param>
[Component("shifted-images", "Accuracy on images moved by some pixels")]
public sealed record ShiftedImages(IReadOnlyList<int>? Pixels = null) : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean) =>
        [
            .. (Pixels ?? [1, 2, 4]).Select(most =>
                bench.Classify($"shifted {most}", classifier, (batch, random) => Moved(batch.Images, most, random))
            ),
        ];

    /// <summary>The images, each moved by distances of its own.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="most">The greatest distance in pixels.</param>
    /// <param name="random">Where the distances come from.</param>
    public static Tensor Moved(Tensor images, int most, Rng random) =>
        Along(3, Along(2, images, most, random), most, random);

    private static Tensor Along(int dimension, Tensor images, int most, Rng random)
    {
        var size = images.shape[dimension];
        var line = arange(size, device: images.device).view(dimension == 2 ? [1, 1, -1, 1] : [1, 1, 1, -1]);
        var from = line - ((2 * most + 1) * random.Between(0, 1)).floor().to(ScalarType.Int64) + most;
        return images.gather(dimension, from.remainder(size).expand(images.shape));
    }
}

// In a recipe: "evaluate": [{ "use": "linear", "measurements": [{ "use": "shifted-images",
// "pixels": [1, 2, 4] }] }]
