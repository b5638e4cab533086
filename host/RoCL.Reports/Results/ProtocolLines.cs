namespace RoCL.Reports.Results;

/// <summary>The protocols below a table.</summary>
internal static class ProtocolLines
{
    /// <summary>
    /// One line for each protocol, in the order in which they first appear; with the rows that it
    /// is of where there are several protocols.
    /// </summary>
    /// <param name="results">The table.</param>
    public static IEnumerable<string> Of(ResultSet results)
    {
        var protocols = results.Rows.SelectMany(row => row.Protocols).Distinct().ToList();
        return protocols.Count < 2
            ? protocols
            : protocols.Select(protocol => $"{string.Join("; ", RowsOf(results, protocol))}: {protocol}");
    }

    private static IEnumerable<string> RowsOf(ResultSet results, string protocol) =>
        results.Rows.Where(row => row.Protocols.Contains(protocol)).Select(row => row.Method).Distinct();
}
