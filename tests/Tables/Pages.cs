namespace Tables;

/// <summary>The tables of the repository's pages, between the marks of their places.</summary>
internal static class Pages
{
    private const string Folder = "docs/tables";

    /// <summary>The text of each page that has a table, as the kept results have it.</summary>
    /// <param name="read">The text of a file, from the repository's root.</param>
    public static ImmutableSortedDictionary<string, string> Written(Func<string, string> read) =>
        PageTable
            .Of(read($"{Folder}/tables.json"))
            .GroupBy(table => table.Page)
            .ToImmutableSortedDictionary(
                page => page.Key,
                page => page.Aggregate(read(page.Key), (text, table) => With(text, table, read)),
                StringComparer.Ordinal
            );

    private static string With(string page, PageTable table, Func<string, string> read)
    {
        var begin = $"<!-- table {table.Name}: docs/tables/{table.Runs} -->\n";
        const string end = "<!-- end of table -->";
        var first = page.IndexOf(begin, StringComparison.Ordinal);
        var last = first < 0 ? -1 : page.IndexOf(end, first, StringComparison.Ordinal);
        if (last < 0)
            throw new InvalidDataException($"{table.Page} has no place for the table: it needs {begin}{end}");
        var text = TableText.Of(table, KeptRuns.Of(read($"{Folder}/{table.Runs}")));
        return $"{page[..(first + begin.Length)]}{text}{page[last..]}";
    }
}
