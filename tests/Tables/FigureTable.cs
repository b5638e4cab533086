using RoCL.Reports.Tables;
using Spectre.Console;

namespace Tables;

/// <summary>A table of figures in Markdown: what they are of on the left, numbers right.</summary>
internal static class FigureTable
{
    /// <summary>The table's lines, each with its end.</summary>
    /// <param name="titles">The columns' titles.</param>
    /// <param name="rows">As many cells each as there are titles.</param>
    public static string Of(IReadOnlyList<string> titles, IEnumerable<ImmutableArray<string>> rows)
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumn(titles[0]);
        foreach (var title in titles.Skip(1))
            table.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return MarkdownText.Of(table);
    }
}
