namespace RoCL.Reports.Results;

/// <summary>
/// Marks rows that were trained on other images than the one that they stand beside.
/// </summary>
internal static class TrainingNotes
{
    /// <summary>
    /// The note of a row; <see langword="null"/> where no other image is known of.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The row that it is compared with; none where it is the first.</param>
    public static string? Of(MeasuredRow row, MeasuredRow? first)
    {
        var own = SplitsOf(row);
        if (own.Count > 1)
            return "its seeds were not trained on the same images";
        if (first is null || own.Count == 0)
            return null;
        var others = SplitsOf(first);
        return others.Count > 0 && !others.Contains(own[0]) ? $"trained on other images than {first.Row.Method}" : null;
    }

    private static List<string> SplitsOf(MeasuredRow row) =>
        [.. row.Seeds.Select(seed => seed.Evaluation?.By?.Data?.Train.Hash).OfType<string>().Distinct()];
}
