using Tables.Peers;
using Tables.Speed;

namespace Tables;

/// <summary>The tables of the repository's pages, between the marks of their places.</summary>
internal static class Pages
{
    /// <summary>The folder of what is kept, and of what defines tables.</summary>
    public const string Folder = "docs/tables";

    /// <summary>The file that defines tables of speeds.</summary>
    public const string SpeedTables = "speed-tables.json";

    /// <summary>The file that defines tables beside PyTorch.</summary>
    public const string PeerTables = "peer-tables.json";

    /// <summary>The text of each page that has a table, as the kept results have it.</summary>
    /// <param name="read">The text of a file, from the repository's root.</param>
    public static ImmutableSortedDictionary<string, string> Written(Func<string, string> read) =>
        Tables(read)
            .Concat(Curves(read))
            .Concat(Speeds(read))
            .Concat(Peers(read))
            .GroupBy(part => part.Page)
            .ToImmutableSortedDictionary(
                page => page.Key,
                page => page.Aggregate(read(page.Key), (text, part) => part.In(text)),
                StringComparer.Ordinal
            );

    private static IEnumerable<PagePart> Tables(Func<string, string> read) =>
        from table in Definitions.Of<PageTable>(read($"{Folder}/tables.json"))
        select new PagePart(table.Name, table.Page, table.Runs, TableText.Of(table, Runs(table.Runs, read)));

    private static IEnumerable<PagePart> Curves(Func<string, string> read) =>
        from curve in Definitions.Of<PageCurve>(read($"{Folder}/curves.json"))
        select new PagePart(curve.Name, curve.Page, curve.Runs, CurveText.Of(curve, Runs(curve.Runs, read)));

    private static IEnumerable<PagePart> Speeds(Func<string, string> read) =>
        from table in Definitions.Of<SpeedTable>(read($"{Folder}/{SpeedTables}"))
        let speed = KeptSpeed.Of(read($"{Folder}/{table.Measured}"))
        select new PagePart(table.Name, table.Page, table.Measured, SpeedText.Of(table, speed));

    private static IEnumerable<PagePart> Peers(Func<string, string> read) =>
        from table in Definitions.Of<PeerTable>(read($"{Folder}/{PeerTables}"))
        let kept = KeptPeers.Of(read($"{Folder}/{table.Measured}"))
        select new PagePart(table.Name, table.Page, table.Measured, PeerText.Of(table, kept));

    private static KeptRuns Runs(string file, Func<string, string> read) => KeptRuns.Of(read($"{Folder}/{file}"));

    // What stands between two marks of a page.
    private sealed record PagePart(string Name, string Page, string Runs, string Text)
    {
        private const string End = "<!-- end of table -->";

        public string In(string page)
        {
            var begin = $"<!-- table {Name}: {Folder}/{Runs} -->\n";
            var first = page.IndexOf(begin, StringComparison.Ordinal);
            var last = first < 0 ? -1 : page.IndexOf(End, first, StringComparison.Ordinal);
            if (last < 0)
                throw new InvalidDataException($"{Page} has no place for the table: it needs {begin}{End}");
            return $"{page[..(first + begin.Length)]}{Text}{page[last..]}";
        }
    }
}
