using System.Globalization;
using Tables;

namespace Architecture.Tests.Rules;

/// <summary>Curves of pages, and the lines that are fitted to them.</summary>
public sealed class CurvesTests
{
    private const string Definition = """
        [{
          "name": "c", "page": "p.md", "runs": "k.json", "axis": "epochs", "condition": "clean",
          "methods": ["A", "B"], "farAt": 16,
          "points": [
            { "at": 1, "rows": ["A1", "none"] }, { "at": 2, "rows": ["A2", "none"] }, { "at": 4, "rows": ["A4", "B4"] }
          ]
        }]
        """;

    private const string Page = "<!-- table c: docs/tables/k.json -->\n<!-- end of table -->\n";

    [Test]
    public void A_curve_has_its_points_and_the_line_over_doublings_with_what_it_says_beyond_them()
    {
        var written = Pages.Written(file =>
            file switch
            {
                "docs/tables/tables.json" => "[]",
                "docs/tables/speed-tables.json" or "docs/tables/peer-tables.json" => "[]",
                "docs/tables/curves.json" => Definition,
                "docs/tables/k.json" => Kept("A1", 0.1, "A2", 0.2, "A4", 0.3, "B4", 0.5),
                _ => Page,
            }
        );
        Assert.That(
            written["p.md"],
            Is.EqualTo(
                """
                <!-- table c: docs/tables/k.json -->
                | epochs | seeds |                   A |                   B |
                | ------ | ----: | ------------------: | ------------------: |
                | 1      |     1 |  10.0 (5.5 to 17.4) |                     |
                | 2      |     1 | 20.0 (13.3 to 28.9) |                     |
                | 4      |     1 | 30.0 (21.9 to 39.6) | 50.0 (40.4 to 59.6) |

                | fitted line |      a doubling brings |                at 4 | at 16, extrapolated |
                | ----------- | ---------------------: | ------------------: | ------------------: |
                | A           | +10.0 (+10.0 to +10.0) | 30.0 (30.0 to 30.0) | 50.0 (50.0 to 50.0) |
                <!-- end of table -->

                """.ReplaceLineEndings("\n")
            )
        );
    }

    // Anscombe 1973, The American Statistician 27: the first of the four data sets, whose line is
    // 3.00 + 0.500 x with standard errors of 1.125 and 0.118.
    [Test]
    public void The_line_and_its_intervals_are_those_of_Anscombes_data()
    {
        ImmutableArray<double> places = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        ImmutableArray<double> values = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        const double quantileOfNine = 2.2622;
        var line = LineFit.Of(places, values)!;
        var atZero = line.At(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.Slope, Is.EqualTo(0.5001).Within(1e-4));
            Assert.That(line.SlopeInterval.Reach, Is.EqualTo(quantileOfNine * 0.1179).Within(1e-3));
            Assert.That(atZero.Mean, Is.EqualTo(3.0001).Within(1e-4));
            Assert.That(atZero.Reach, Is.EqualTo(quantileOfNine * 1.1247).Within(1e-3));
        }
    }

    [Test]
    public void Nothing_is_fitted_to_two_points_or_to_one_place()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LineFit.Of([1, 2], [1, 2]), Is.Null);
            Assert.That(LineFit.Of([1, 1, 1], [1, 2, 3]), Is.Null);
        }
    }

    private static string Kept(params object[] rows)
    {
        var runs = rows.Chunk(2)
            .Select(row =>
                $$$"""
                    {
                      "row": "{{{row[0]}}}", "seed": 1, "commit": "c", "machine": 0, "plugins": [], "weights": "w",
                      "seconds": 1,
                      "evaluations": [{
                        "name": "linear", "images": 100,
                        "accuracies": { "clean": {{{((double)row[1]).ToString(
                        CultureInfo.InvariantCulture
                    )}}} }, "signed": []
                      }]
                    }
                    """
            );
        return $$"""
            { "command": ["rocl run x"], "machines": ["m"], "plugins": [], "runs": [{{string.Join(",", runs)}}] }
            """;
    }
}
