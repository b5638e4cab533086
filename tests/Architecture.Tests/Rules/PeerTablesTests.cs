using Tables;

namespace Architecture.Tests.Rules;

/// <summary>Tables beside PyTorch are those that the kept rounds give.</summary>
public sealed class PeerTablesTests
{
    private const string Kept = """
        {
          "program": "0.1.0", "machine": "2 processors", "peer": "PyTorch 2.6",
          "contests": [
            { "options": ["train", "--batch 64", "--rounds 3"], "contestants": [
              { "name": "expert", "rounds": [
                { "seconds": 2, "processorSeconds": 4, "images": 64, "peakMiB": 100 },
                { "seconds": 4, "processorSeconds": 4, "images": 64, "peakMiB": 110.6 },
                { "seconds": 2, "processorSeconds": 4, "images": 64, "peakMiB": 110.6 }
              ] },
              { "name": "rocl", "rounds": [
                { "seconds": 1, "processorSeconds": 2, "images": 64, "peakMiB": 90 },
                { "seconds": 1, "processorSeconds": 2, "images": 64, "peakMiB": 95 },
                { "seconds": 2, "processorSeconds": 2, "images": 64, "peakMiB": 95 }
              ] }
            ] },
            { "options": ["pgd", "--batch 64", "--rounds 3"], "contestants": [
              { "name": "expert", "rounds": [{ "seconds": 1, "processorSeconds": 2, "images": 10, "peakMiB": 1 }] },
              { "name": "rocl", "rounds": [{ "seconds": 2, "processorSeconds": 2, "images": 10, "peakMiB": 1 }] }
            ] }
          ]
        }
        """;

    private const string Page = "<!-- table s: docs/tables/k.json -->\n<!-- end of table -->\n";

    [Test]
    public void One_work_is_a_table_of_its_contestants_with_the_median_of_the_rounds_ratios() =>
        Assert.That(
            Written("\"train --batch 64\""),
            Does.Contain("| expert | 32.0 | 1 | 111 |").And.Contain("| rocl | 64.0 | 2.00 (1.00 to 4.00) | 95 |")
        );

    [Test]
    public void Its_seconds_are_those_of_a_processor_where_the_table_says_so() =>
        Assert.That(
            Written("\"train --batch 64\"", ", \"time\": \"Processor\""),
            Does.Contain("images/s of a processor")
                .And.Contain("| expert | 16.0 | 1 | 111 |")
                .And.Contain("| rocl | 32.0 | 2.00 (2.00 to 2.00) | 95 |")
        );

    [Test]
    public void Several_are_a_table_of_works_with_our_ratio_to_a_peer() =>
        Assert.That(
            Written("\"train --batch 64\", \"pgd --batch 64\""),
            Does.Contain("| work | expert | rocl | rocl of expert |")
                .And.Contain("| `train --batch 64` | 32.0 | 64.0 | 2.00 (1.00 to 4.00) |")
                .And.Contain("| `pgd --batch 64` | 10.0 | 5.0 | 0.50 (0.50 to 0.50) |")
        );

    [Test]
    public void What_was_not_measured_is_named() =>
        Assert.That(
            () => Written("\"square --batch 64\""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("square --batch 64 --rounds 3")
        );

    [Test]
    public void So_is_a_peer_that_did_not_take_part() =>
        Assert.That(
            () => Written("\"train --batch 64\"", of: "bfloat16"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'bfloat16' did not take part")
        );

    // As many spaces as align the columns are one.
    private static string Written(string rows, string more = "", string of = "expert") =>
        string.Join(' ', PageWith(rows, more, of).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string PageWith(string rows, string more, string of) =>
        Pages.Written(file =>
            file switch
            {
                "docs/tables/tables.json" or "docs/tables/curves.json" or "docs/tables/speed-tables.json" => "[]",
                "docs/tables/peer-tables.json" => $$"""
                    [{
                      "name": "s", "page": "p.md", "measured": "k.json", "shared": "--rounds 3",
                      "rows": [{{rows}}], "of": ["{{of}}"]{{more}}
                    }]
                    """,
                "docs/tables/k.json" => Kept,
                _ => Page,
            }
        )["p.md"];
}
