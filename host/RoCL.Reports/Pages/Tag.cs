using System.Xml.Linq;

namespace RoCL.Reports.Pages;

/// <summary>
/// The elements of a page, as a tree of LINQ to XML: text is text, and is escaped where the page is
/// written.
/// </summary>
internal static class Tag
{
    /// <summary>An element.</summary>
    /// <param name="name">Its name, such as <c>section</c>.</param>
    /// <param name="content">
    /// Attributes, elements, texts, sequences of them; null for nothing.
    /// </param>
    public static XElement Of(string name, params object?[] content) => new(name, content);

    /// <summary>An element of a class of the style sheet.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="classes">Its classes, with spaces between them.</param>
    /// <param name="content">As in <see cref="Of"/>.</param>
    public static XElement Styled(string name, string classes, params object?[] content) =>
        new(name, With("class", classes), content);

    /// <summary>An attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static XAttribute With(string name, string value) => new(name, value);

    /// <summary>A section of a page with its heading.</summary>
    /// <param name="id">What links lead to.</param>
    /// <param name="title">The heading.</param>
    /// <param name="content">As in <see cref="Of"/>.</param>
    public static XElement Section(string id, string title, params object?[] content) =>
        Of("section", With("id", id), Of("h2", title), content);

    /// <summary>A table of texts.</summary>
    /// <param name="classes">Classes of the style sheet.</param>
    /// <param name="titles">The titles of the columns.</param>
    /// <param name="rows">The cells, elements or texts; the first of each row is its title.</param>
    public static XElement Table(string classes, IEnumerable<string> titles, IEnumerable<IReadOnlyList<object>> rows)
    {
        var head = Of("tr", titles.Select(title => Of("th", With("scope", "col"), title)));
        return Styled("div", "scroll", Styled("table", classes, Of("thead", head), Of("tbody", rows.Select(Row))));
    }

    /// <summary>
    /// A table whose rows stand one below the other on a narrow screen, each cell with the title of
    /// its column.
    /// </summary>
    /// <param name="classes">As in <see cref="Table"/>.</param>
    /// <param name="titles">As in <see cref="Table"/>.</param>
    /// <param name="rows">As in <see cref="Table"/>.</param>
    public static XElement Stacked(
        string classes,
        ImmutableArray<string> titles,
        IEnumerable<IReadOnlyList<object>> rows
    )
    {
        var table = Table($"{classes} stacked", titles, rows);
        foreach (var row in table.Descendants("tbody").Elements("tr"))
        {
            foreach (var (title, cell) in titles.Skip(1).Zip(row.Elements("td")))
            {
                if (title.Length > 0)
                    cell.Add(With("data-title", title));
            }
        }

        return table;
    }

    private static XElement Row(IReadOnlyList<object> cells) =>
        Of("tr", Of("th", With("scope", "row"), cells[0]), cells.Skip(1).Select(cell => Of("td", cell)));
}
