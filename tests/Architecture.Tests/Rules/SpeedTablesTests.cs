using Tables;

namespace Architecture.Tests.Rules;

/// <summary>Tables of speeds are those that the kept measurements give.</summary>
public sealed class SpeedTablesTests
{
    private const string Kept = """
        {
          "program": "0.1.0", "machine": "2 processors",
          "commands": [
            { "options": ["--batch 32", "--rounds 3"], "threads": 2, "variants": [
              { "name": "reference", "imagesPerSecond": 100.04, "ratio": null, "peakMemoryMiB": 55.6,
                "secondsPerStep": { "data": 0.01, "attack": 0.2, "training": 0.1, "optimizer": 0.001 } },
              { "name": "exact", "imagesPerSecond": 200, "ratio": { "median": 2, "low": 1.9, "high": 2.125 },
                "peakMemoryMiB": 44,
                "secondsPerStep": { "data": 0.01, "attack": 0.1, "training": 0.05, "optimizer": 0.001 } },
              { "name": "fast", "imagesPerSecond": 400, "ratio": { "median": 4, "low": 3, "high": 5 },
                "peakMemoryMiB": 33,
                "secondsPerStep": { "data": 0.01, "attack": 0.05, "training": 0.025, "optimizer": 0.001 } }
            ] },
            { "options": ["--batch 64", "--rounds 3"], "threads": 2, "variants": [
              { "name": "exact", "imagesPerSecond": 250, "ratio": null, "peakMemoryMiB": 88,
                "secondsPerStep": { "data": 0.01, "attack": 0.1, "training": 0.05, "optimizer": 0.001 } },
              { "name": "fast", "imagesPerSecond": 500, "ratio": null, "peakMemoryMiB": 66,
                "secondsPerStep": { "data": 0.01, "attack": 0.1, "training": 0.05, "optimizer": 0.001 } }
            ] }
          ]
        }
        """;

    private const string Page = "<!-- table s: docs/tables/k.json -->\n<!-- end of table -->\n";

    [Test]
    public void One_command_is_a_table_of_its_variants() =>
        Assert.That(
            Written("\"--batch 32\""),
            Does.Contain("| `reference` | 100.0 | 1 | 56 | 0.200 | 0.100 |")
                .And.Contain("| `exact` | 200.0 | 2.00 (1.90 to 2.13) | 44 | 0.100 | 0.050 |")
        );

    [Test]
    public void Several_are_a_table_of_their_options_with_the_time_of_an_image() =>
        Assert.That(
            Written("\"--batch 32\", \"--batch 64\""),
            Does.Contain("| `--batch 32` | 5.00 | 44 | 2.50 | 33 |")
                .And.Contain("| `--batch 64` | 4.00 | 88 | 2.00 | 66 |")
        );

    [Test]
    public void What_was_not_measured_is_named() =>
        Assert.That(
            () => Written("\"--batch 128\""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("--batch 128 --rounds 3")
        );

    // As many spaces as align the columns are one.
    private static string Written(string rows) =>
        string.Join(' ', PageWith(rows).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string PageWith(string rows) =>
        Pages.Written(file =>
            file switch
            {
                "docs/tables/tables.json" or "docs/tables/curves.json" => "[]",
                "docs/tables/peer-tables.json" => "[]",
                "docs/tables/speed-tables.json" => $$"""
                    [{ "name": "s", "page": "p.md", "measured": "k.json", "shared": "--rounds 3", "rows": [{{rows}}] }]
                    """,
                "docs/tables/k.json" => Kept,
                _ => Page,
            }
        )["p.md"];
}
