using System.Globalization;

namespace RoCL.Core.Models;

/// <summary>
/// The images that a model was built for. With a recipe they say all of its tensors, so that the
/// model can be built again where its data is not.
/// </summary>
/// <param name="Images">The shape of an image.</param>
/// <param name="Classes">The number of classes; 0 without labels.</param>
public sealed record Architecture(ImageShape Images, int Classes)
{
    private const string ShapeKey = "shape";
    private const string ClassesKey = "classes";

    // A model is built by these numbers before anything else could show that they are wrong.
    private const int Most = 1 << 20;

    /// <summary>
    /// As a file of tensors has it: <c>shape</c> such as 3x32x32, and <c>classes</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToMetadata() =>
        new Dictionary<string, string>
        {
            [ShapeKey] = Images.ToString(),
            [ClassesKey] = Classes.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>
    /// From what <see cref="ToMetadata"/> has written; <see langword="null"/> where a file does not
    /// say it.
    /// </summary>
    public static Architecture? FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        var sides = metadata.GetValueOrDefault(ShapeKey, "").Split('x').Select(Number).ToArray();
        if (sides is not [{ } channels, { } height, { } width])
            return null;
        if (Number(metadata.GetValueOrDefault(ClassesKey, "")) is not { } classes)
            return null;
        return new(new(channels, height, width), classes);
    }

    private static int? Number(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number <= Most ? number : null;
    }
}
