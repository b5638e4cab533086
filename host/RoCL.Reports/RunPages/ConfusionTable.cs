using System.Globalization;
using System.Xml.Linq;
using RoCL.Reports.Pages;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// A confusion as a shaded table; of many classes the mistakes that are made most often.
/// </summary>
internal static class ConfusionTable
{
    private const int MostClasses = 20;
    private const int MostMistakes = 15;
    private const int Letters = 12;

    /// <summary>The table.</summary>
    /// <param name="confusion">The confusion.</param>
    public static XElement Of(Confusion confusion) =>
        Styled(
            "figure",
            "confusion",
            Tag.Of("figcaption", confusion.Condition),
            confusion.Classes.Length > MostClasses ? Mistakes(confusion) : Matrix(confusion)
        );

    private static XElement Matrix(Confusion confusion)
    {
        var classes = Enumerable.Range(0, confusion.Classes.Length).ToList();
        var head = classes.Select(column =>
            Tag.Of(
                "th",
                With("scope", "col"),
                Styled("span", "turned", With("title", confusion.Classes[column]), Short(confusion.Classes[column]))
            )
        );
        return Styled(
            "div",
            "scroll",
            Styled(
                "table",
                "matrix",
                Tag.Of("thead", Tag.Of("tr", Tag.Of("td"), head)),
                Tag.Of("tbody", classes.Select(row => Row(confusion, row, classes)))
            )
        );
    }

    private static XElement Row(Confusion confusion, int row, IEnumerable<int> classes) =>
        Tag.Of(
            "tr",
            Tag.Of("th", With("scope", "row"), With("title", confusion.Classes[row]), Short(confusion.Classes[row])),
            classes.Select(column => Cell(confusion.Share(row, column), row == column))
        );

    private static XElement Cell(double share, bool isRight)
    {
        var percent = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        return Styled(
            "td",
            isRight ? "right" : "wrong",
            With("style", $"--v:{Numbers.Length(share)}"),
            share < 0.005 ? Styled("span", "none", "0") : percent
        );
    }

    private static XElement Mistakes(Confusion confusion) =>
        Tag.Table(
            "mistakes",
            ["true class", "taken for", "of its images"],
            confusion
                .Mistakes(MostMistakes)
                .Select(pair =>
                    (IReadOnlyList<object>)
                        [
                            confusion.Classes[pair.Row],
                            confusion.Classes[pair.Column],
                            Bars.Cell(confusion.Share(pair.Row, pair.Column), 2),
                        ]
                )
        );

    private static string Short(string name) => name.Length <= Letters ? name : name[..(Letters - 1)] + "…";
}
