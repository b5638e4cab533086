namespace Tables;

/// <summary>A table of a page, as docs/tables/tables.json describes it.</summary>
/// <param name="Name">Its name, by which the page marks its place.</param>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Runs">The file of docs/tables that its figures come from.</param>
/// <param name="Columns">Its columns after the name of the row.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Also">Another file with rows of the table, of another suite.</param>
internal sealed record PageTable(
    string Name,
    string Page,
    string Runs,
    ImmutableArray<PageColumn> Columns,
    ImmutableArray<PageRow> Rows,
    string? Also = null
);

/// <summary>A column.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Conditions">The condition; of several, the mean is shown.</param>
internal sealed record PageColumn(string Title, ImmutableArray<string> Conditions);

/// <summary>A row: one of the suite, or the difference of two, seed by seed.</summary>
/// <param name="Of">The suite's row.</param>
/// <param name="Less">
/// The row that is taken away; <see langword="null"/> where there is none.
/// </param>
/// <param name="Title">What it is called; by default after the suite's rows.</param>
internal sealed record PageRow(string Of, string? Less = null, string? Title = null)
{
    /// <summary>What stands in the first column.</summary>
    public string Name => Title ?? (Less is null ? Of : $"{Of} less {Less}");
}
