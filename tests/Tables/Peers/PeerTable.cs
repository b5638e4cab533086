using System.Text.Json.Serialization;

namespace Tables.Peers;

/// <summary>A table of a page, as docs/tables/peer-tables.json describes it.</summary>
/// <param name="Name">Its name, by which the page marks its place.</param>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Measured">The file of docs/tables that its figures come from.</param>
/// <param name="Shared">Options of <c>side-by-side</c> that all rows have.</param>
/// <param name="Rows">
/// The work of each row, with its own options; of one row, the table shows each contestant.
/// </param>
/// <param name="Of">The peers that the others are compared with.</param>
/// <param name="Time">What counts as a second.</param>
internal sealed record PeerTable(
    string Name,
    string Page,
    string Measured,
    string Shared,
    ImmutableArray<string> Rows,
    ImmutableArray<string> Of,
    [property: JsonConverter(typeof(JsonStringEnumConverter<MeasuredTime>))] MeasuredTime Time = MeasuredTime.Clock
)
{
    /// <summary>The work and all options of a row.</summary>
    /// <param name="row">Its own.</param>
    public string OptionsOf(string row) => Shared.Length > 0 ? $"{row} {Shared}" : row;
}
