using System.ComponentModel.DataAnnotations;

// A working data set, to be changed into yours:
//   1. The parameters of the record are the options of recipes, such as a folder. Give each a
//      default, a range and a <param> line; `rocl plugins` shows them.
//   2. Open returns the images of one split, the same ones in the same order at every call.
//      PixelImages holds them in memory: bytes [Count, C, H, W], labels int64 [Count] from 0, and
//      the classes' names. For data that does not fit, implement IImages and read in Gather.
//   3. Throw a ProblemException that names the file where one is missing or damaged.
//   4. `rocl check OrientedBars.cs` tries the laws of every data set.

/// <summary>Drawn images of a bright bar in noise; the bar's direction is the class.</summary>
/// <remarks>
/// Nothing is read from disk, and the images are the same each time that they are opened.
/// <para>
/// Shape: grayscale, [1, Size, Size] in [0, 1]; classes are numbered from 0, and class k has the
/// angle π k / Directions.
/// </para>
/// </remarks>
/// <param name="Size">Height and width in pixels.</param>
/// <param name="Directions">The number of directions, which is the number of classes.</param>
/// <param name="Train">The number of training images.</param>
/// <param name="Test">The number of test images.</param>
/// <example>
/// <code>
/// { "data": { "use": "oriented-bars", "size": 16, "directions": 4, "train": 64, "test": 32 } }
/// </code>
/// </example>
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
        // Everything that is allocated here is freed, except for what moves to the outer scope.
        using var scope = NewDisposeScope();
        var count = split == Split.Train ? Train : Test;
        var random = new Rng(new Seed(1).For($"{split}"), count);

        var labels = arange(count) % Directions;
        var angles = labels.view(-1, 1, 1, 1) * (Math.PI / Directions);
        var pixels = (255 * Bars(angles, random)).to(ScalarType.Byte);
        var names = Enumerable.Range(0, Directions).Select(direction => $"{180 * direction / Directions} degrees");
        return new PixelImages(pixels.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), [.. names]);
    }

    // The brightness falls off with the distance from a line through a random point near the
    // middle.
    private Tensor Bars(Tensor angles, Rng random)
    {
        var positions = linspace(-1, 1, Size);
        var x = positions.view(1, 1, 1, -1) - random.Between(-0.3, 0.3);
        var y = positions.view(1, 1, -1, 1) - random.Between(-0.3, 0.3);
        var distance = (x * angles.sin() - y * angles.cos()).abs();
        var noise = 0.15 * random.Normal(random.Images, 1, Size, Size);
        return ((-40 * distance.square()).exp() + noise).clamp(0, 1);
    }
}
