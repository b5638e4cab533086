using System.Globalization;

namespace RoCL.Reports.Results;

/// <summary>
/// Marks rows whose figures were measured on other images, or on another number of them, than those
/// that they stand beside.
/// </summary>
internal static class ImageNotes
{
    /// <summary>
    /// The note of a row, compared with the first one that has a condition; <see langword="null"/>
    /// where there is nothing to say.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="rows">All rows of the table.</param>
    public static string? Of(ResultRow row, ImmutableArray<ResultRow> rows)
    {
        if (row.Figures.FirstOrDefault(figure => figure.OtherImages is not null) is { } uneven)
            return $"its seeds were measured on {uneven.Images} and on {uneven.OtherImages} images";
        if (row.MeasuredOn.Length > 1)
            return "its seeds were not measured on the same images";
        return row
            .Figures.Select(figure =>
                DifferenceFrom(rows.First(other => other[figure.Condition] is not null), row, figure)
            )
            .FirstOrDefault(note => note is not null);
    }

    private static string? DifferenceFrom(ResultRow first, ResultRow row, Figure figure)
    {
        var images = first[figure.Condition]!.Images;
        var kinds =
            first.MeasuredOn is [var firstOn, ..] && row.MeasuredOn is [var rowOn]
                ? rowOn.DifferenceFrom(firstOn, first.Method)
                : null;
        if (kinds is not null)
            return kinds;
        if (images == figure.Images)
            return row.PartSeeds.Except(first.PartSeeds).Any() ? OtherChoice(first, row) : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"measured on {figure.Images} images, where {first.Method} was on {images}"
        );
    }

    // Fewer seeds, of the same images, are no other ones.
    private static string OtherChoice(ResultRow first, ResultRow row) =>
        $"measured on other images of the part than {first.Method}: images.seed {Text(first)} -> {Text(row)}";

    private static string Text(ResultRow row) =>
        string.Join(", ", row.PartSeeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
}
