using System.Globalization;

namespace RoCL.Reports.Results;

/// <summary>
/// Marks rows whose figures were measured on another number of images than those that they stand
/// beside.
/// </summary>
internal static class ImageNotes
{
    /// <summary>The rows, with a note where the numbers of images differ.</summary>
    /// <param name="rows">All rows of the table.</param>
    public static ImmutableArray<ResultRow> Added(ImmutableArray<ResultRow> rows) =>
        [.. rows.Select(row => NoteOf(row, rows) is { } note ? row with { Notes = row.Notes.Add(note) } : row)];

    // The first row that has a condition is what the others are compared with.
    private static string? NoteOf(ResultRow row, ImmutableArray<ResultRow> rows)
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
        if (kinds is not null || images == figure.Images)
            return kinds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"measured on {figure.Images} images, where {first.Method} was on {images}"
        );
    }
}
