using Tables;

namespace Architecture.Tests.Rules;

/// <summary>The tables of pages are those that the kept results give.</summary>
public sealed class TablesTests
{
    private const string Kept = """
        {
          "command": ["rocl run x"], "machines": ["m"], "plugins": [],
          "runs": [
            {
              "row": "A", "seed": 1, "commit": "c", "machine": 0, "plugins": [], "weights": "w", "seconds": 1,
              "evaluations": [{
                "name": "linear", "images": 100, "accuracies": { "clean": 0.5, "x": 0.2, "y": 0.4 }, "signed": []
              }]
            },
            {
              "row": "A", "seed": 2, "commit": "c", "machine": 0, "plugins": [], "weights": "w", "seconds": 1,
              "evaluations": [{
                "name": "linear", "images": 100, "accuracies": { "clean": 0.6, "x": 0.2, "y": 0.4 }, "signed": []
              }]
            },
            {
              "row": "B", "seed": 1, "commit": "c", "machine": 0, "plugins": [], "weights": "w", "seconds": 1,
              "evaluations": [{
                "name": "linear", "images": 100, "accuracies": { "clean": 0.4 }, "signed": ["clean"]
              }]
            }
          ]
        }
        """;

    private const string Definition = """
        [{
          "name": "t", "page": "p.md", "runs": "k.json",
          "columns": [
            { "title": "clean", "conditions": ["clean"] }, { "title": "both", "conditions": ["x", "y"] }
          ],
          "rows": [{ "of": "A" }, { "of": "B" }, { "of": "A", "less": "B" }]
        }]
        """;

    private const string Page = "Before.\n<!-- table t: docs/tables/k.json -->\nold\n<!-- end of table -->\nAfter.\n";

    [Test]
    public void Every_page_agrees_with_what_is_kept()
    {
        foreach (var (page, text) in Pages.Written(Repository.Read))
        {
            Assert.That(
                Repository.Read(page).ReplaceLineEndings("\n"),
                Is.EqualTo(text.ReplaceLineEndings("\n")),
                $"write {page} anew: dotnet run --project tests/Tables"
            );
        }
    }

    [Test]
    public void A_table_has_the_mean_its_interval_and_the_difference_seed_by_seed()
    {
        var written = Pages.Written(file =>
            file switch
            {
                "docs/tables/tables.json" => Definition,
                "docs/tables/curves.json" => "[]",
                "docs/tables/speed-tables.json" or "docs/tables/peer-tables.json" => "[]",
                "docs/tables/k.json" => Kept,
                _ => Page,
            }
        );
        Assert.That(
            written["p.md"],
            Is.EqualTo(
                """
                Before.
                <!-- table t: docs/tables/k.json -->
                | method   | seeds |                 clean | both |
                | -------- | ----: | --------------------: | ---: |
                | A        |     2 |  55.0 (-8.5 to 118.5) | 30.0 |
                | B        |     1 | 40.0 (30.9 to 49.8) ! |      |
                | A less B |     1 |                 +10.0 |      |
                <!-- end of table -->
                After.

                """.ReplaceLineEndings("\n")
            )
        );
    }

    [Test]
    public void A_page_without_the_place_of_its_table_is_found() =>
        Assert.That(
            () =>
                Pages.Written(file =>
                    file switch
                    {
                        "docs/tables/tables.json" => Definition,
                        "docs/tables/curves.json" => "[]",
                        "docs/tables/speed-tables.json" or "docs/tables/peer-tables.json" => "[]",
                        "docs/tables/k.json" => Kept,
                        _ => "no place",
                    }
                ),
            Throws.TypeOf<InvalidDataException>()
        );
}
