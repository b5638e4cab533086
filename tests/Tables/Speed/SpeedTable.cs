namespace Tables.Speed;

/// <summary>A table of a page, as docs/tables/speed-tables.json describes it.</summary>
/// <param name="Name">Its name, by which the page marks its place.</param>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Measured">The file of docs/tables that its figures come from.</param>
/// <param name="Shared">Options of <c>rocl doctor --bench</c> that all rows have.</param>
/// <param name="Rows">
/// The options of each row; of one row, the table shows each variant with its phases.
/// </param>
internal sealed record SpeedTable(string Name, string Page, string Measured, string Shared, ImmutableArray<string> Rows)
{
    /// <summary>All options of a row.</summary>
    /// <param name="row">Its own.</param>
    public string OptionsOf(string row) => $"{row} {Shared}";
}
