using System.Globalization;
using System.Text.Json;
using RoCL.Core.Values;

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
    private const string NamesKey = "classNames";

    // A model is built by these numbers before anything else could show that they are wrong.
    private const int Most = 1 << 20;

    /// <summary>
    /// The names of the classes, by number; none without labels, or where an older version wrote
    /// the file.
    /// </summary>
    public ValueList<string> ClassNames { get; init; } = [];

    /// <summary>
    /// As a file of tensors has it: <c>shape</c> such as 3x32x32, <c>classes</c>, and
    /// <c>classNames</c>, a list in JSON.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToMetadata() =>
        new Dictionary<string, string>
        {
            [ShapeKey] = Images.ToString(),
            [ClassesKey] = Classes.ToString(CultureInfo.InvariantCulture),
            [NamesKey] = JsonSerializer.Serialize<string[]>([.. ClassNames]),
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
        return new(new(channels, height, width), classes)
        {
            ClassNames = Names(metadata.GetValueOrDefault(NamesKey, "[]"), classes),
        };
    }

    // What is no list of names for the classes says nothing of them.
    private static ValueList<string> Names(string text, int classes)
    {
        try
        {
            var names = JsonSerializer.Deserialize<string?[]>(text) ?? [];
            return names.Length == classes ? [.. names.OfType<string>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static int? Number(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number <= Most ? number : null;
    }
}
