using System.ComponentModel.DataAnnotations;

/// <summary>Drawn images: a bright bar through noise, and its direction is the class.</summary>
/// <remarks>
/// Nothing is read from disk; a data set of files reads them in <see cref="Open"/> instead, and
/// throws a <see cref="ProblemException"/> that names a file which is missing or damaged. The
/// images are the same each time that they are opened.
/// <para>Shape: grayscale, [1, Size, Size] in [0, 1]; classes are numbered from 0.</para>
/// </remarks>
/// <param name="Size">Height and width in pixels.</param>
/// <param name="Directions">How many directions, that is classes.</param>
/// <param name="Train">Training images.</param>
/// <param name="Test">Test images.</param>
[Component("oriented-bars", "Drawn bars in noise; the direction is the class")]
public sealed record OrientedBars(
    [Range(8, 256)] int Size = 28,
    [Range(2, 36)] int Directions = 10,
    [Range(1, 1_000_000)] int Train = 6000,
    [Range(1, 1_000_000)] int Test = 1000
) : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        using var scope = NewDisposeScope();
        var count = split == Split.Train ? Train : Test;
        var random = new Rng(new Seed(1).For($"{split}"), count);
        var labels = arange(count) % Directions;
        var pixels = (255 * Drawn(labels.view(-1, 1, 1, 1) * (Math.PI / Directions), random)).to(ScalarType.Byte);
        var names = Enumerable.Range(0, Directions).Select(direction => $"{180 * direction / Directions} degrees");
        return new PixelImages(pixels.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), [.. names]);
    }

    // Brightness falls off with the distance from a line through a random point near the middle.
    private Tensor Drawn(Tensor angle, Rng random)
    {
        var at = linspace(-1, 1, Size);
        var (x, y) = (
            at.view(1, 1, 1, -1) - random.Between(-0.3, 0.3),
            at.view(1, 1, -1, 1) - random.Between(-0.3, 0.3)
        );
        var distance = (x * angle.sin() - y * angle.cos()).abs();
        return ((-40 * distance.square()).exp() + 0.15 * random.Normal(random.Images, 1, Size, Size)).clamp(0, 1);
    }
}

// In a recipe:
//   "data": { "use": "oriented-bars", "directions": 10 }
