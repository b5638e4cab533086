using System.Globalization;

namespace RoCL.Core.Overviews;

/// <summary>One part of the data: how many images there are of which class.</summary>
/// <param name="Name"><c>train</c>, <c>test</c> or <c>validation</c>.</param>
/// <param name="Images">How many images there are.</param>
/// <param name="Classes">
/// How many of each class, by its name; none where images have no labels.
/// </param>
public sealed record PartOverview(string Name, long Images, ImmutableSortedDictionary<string, long>? Classes)
{
    /// <summary>Counts a part.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="images">The images.</param>
    public static PartOverview Of(string name, IImages images) =>
        new(name, images.Count, images.Labels is { } labels ? Counts(labels, images.Classes) : null);

    /// <summary>Such as <c>train 64 images (32 a class)</c>.</summary>
    public override string ToString()
    {
        var noun = Images == 1 ? "image" : "images";
        return string.Create(CultureInfo.InvariantCulture, $"{Name} {Images} {noun}{Each()}");
    }

    private string Each()
    {
        if (Classes is null || Classes.Count < 2)
            return "";
        var least = Classes.Values.Min();
        var most = Classes.Values.Max();
        return least == most
            ? string.Create(CultureInfo.InvariantCulture, $" ({least} a class)")
            : string.Create(CultureInfo.InvariantCulture, $" ({least} to {most} a class)");
    }

    // Two classes may have one name.
    private static ImmutableSortedDictionary<string, long> Counts(Tensor labels, IReadOnlyList<string> classes)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in classes)
            counts[name] = 0;
        foreach (var label in labels.data<long>())
            counts[classes[(int)label]]++;
        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
