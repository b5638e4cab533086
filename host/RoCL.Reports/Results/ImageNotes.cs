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
        foreach (var figure in row.Figures)
        {
            var first = rows.First(other => other[figure.Condition] is not null);
            var images = first[figure.Condition]!.Images;
            if (images == figure.Images)
                continue;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"measured on {figure.Images} images, where {first.Method} was on {images}"
            );
        }

        return null;
    }
}
