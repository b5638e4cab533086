using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Reports.Published;
using RoCL.Reports.Results;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>
/// What is published stands beside what was measured by the same protocol, and beside nothing else.
/// </summary>
public sealed class BesidePublished
{
    private static readonly PublishedFigures Theirs = new(
        PublishedProtocol.Slf,
        75.4,
        45.1,
        68.7,
        "CIFAR-10, ResNet-18",
        "a benchmark"
    );

    private static ConditionSummary Condition(
        string name,
        double accuracy,
        string? attack = null,
        string threat = "linf 8/255"
    ) =>
        new(
            name,
            attack is null ? null : threat,
            accuracy,
            [accuracy - 0.1, accuracy + 0.1],
            40,
            0,
            new Dictionary<string, double>()
        )
        {
            Attacks = attack is null ? null : [new(attack, ImmutableSortedDictionary<string, string>.Empty)],
            Family = name.StartsWith("noise", StringComparison.Ordinal) ? "corruptions" : null,
        };

    private static Summary Run(string evaluation, params ConditionSummary[] conditions) =>
        new("r", "", 1, "cpu", 1, 1, new(1, 100, 50), 0.5, "", [new(evaluation, "p", 2, 60, conditions, [])]);

    private static PublishedRow Compared(Summary run, PublishedFigures? published = null, string? recipe = null)
    {
        var document = (JsonObject)
            JsonNode.Parse(recipe ?? """{ "evaluate": ["robust-linear", { "use": "linear" }] }""")!;
        var method = new PublishedMethod("m", [published ?? Theirs], MeasuredProtocol.Of(document));
        return PublishedComparison.Of(ResultSet.Of([("m", run)]), [method]).Single();
    }

    [Test]
    public void The_attack_is_AutoAttack_in_the_ball_of_the_benchmark_and_the_lower_of_two()
    {
        var row = Compared(
            Run(
                "linear",
                Condition("clean", 0.8),
                Condition("PGD", 0.1, "pgd"),
                Condition("AutoAttack, larger", 0.2, "autoattack", "linf 16/255"),
                Condition("shortened AutoAttack", 0.5, "autoattack"),
                Condition("AutoAttack", 0.4, "autoattack")
            )
        );
        Assert.That(row.Standard!.Accuracy.Mean, Is.EqualTo(0.8));
        Assert.That(row.Robust!.Condition, Is.EqualTo("AutoAttack"));
        Assert.That(row.Corrupted, Is.Null, "nothing was measured under corruptions");
    }

    [Test]
    public void Another_evaluation_is_not_the_protocol() =>
        Assert.That(Compared(Run("robust-linear", Condition("clean", 0.8))).Standard, Is.Null);

    // Pseudo-labels are around the data whose labels are the true ones.
    [TestCase("""{ "use": "toy" }""", ExpectedResult = 0.7, TestName = "The_true_labels_of_the_own_images")]
    [TestCase(
        """{ "use": "pseudo-labels", "of": { "use": "toy" } }""",
        ExpectedResult = 0.7,
        TestName = "The_own_images_as_they_are"
    )]
    [TestCase("""{ "use": "other" }""", ExpectedResult = null, TestName = "Other_images_are_not_the_protocol")]
    public double? A_protocol_on_the_images_that_the_data_is_around_counts(string data)
    {
        var recipe = $$"""
            {
              "data": { "use": "pseudo-labels", "of": { "use": "toy" } },
              "evaluate": [
                { "use": "transfer", "name": "elsewhere", "data": "far", "by": "linear" },
                { "use": "transfer", "name": "true classes", "data": {{data}}, "by": { "use": "linear" } }
              ]
            }
            """;
        var run = Run("transfer", Condition("on elsewhere clean", 0.1)) with
        {
            Evaluations =
            [
                new("transfer", "p", 2, 60, [Condition("on elsewhere clean", 0.1)], []),
                new(
                    "transfer",
                    "p",
                    2,
                    60,
                    [
                        Condition("on true classes clean", 0.7),
                        Condition("on true classes noise 1", 0.5) with
                        {
                            Family = "on true classes corruptions",
                        },
                    ],
                    []
                ),
            ],
        };
        var row = Compared(run, recipe: recipe);
        Assert.That(row.Corrupted?.Accuracy.Mean, Is.EqualTo(row.Standard is null ? null : (double?)0.5));
        return row.Standard?.Accuracy.Mean;
    }

    [Test]
    public void The_mean_of_a_family_is_over_its_conditions_alone()
    {
        var row = Compared(
            Run("linear", Condition("clean", 0.9), Condition("noise 1", 0.6), Condition("noise 5", 0.2))
        );
        Assert.That(row.Corrupted!.Accuracy.Mean, Is.EqualTo(0.4).Within(1e-12));
        Assert.That(row.Corrupted.Interval, Is.Null);
    }

    [Test]
    public void The_table_says_what_is_published_what_is_here_and_the_difference()
    {
        var run = Run("linear", Condition("clean", 0.8), Condition("AutoAttack", 0.4, "autoattack"));
        var shown = Terminal.Piped(console => PublishedTable.Write(console, [Compared(run)]));
        Assert.That(
            shown,
            Does.Match(@"\| m +\| SLF +\| SA \| +75\.4 \| +80\.0 \(\+4\.6\) \|\n")
                .And.Match(@"\| m +\| SLF +\| RA \| +45\.1 \| +40\.0 \(-5\.1\) \|\n")
                .And.Match(@"\| m +\| SLF +\| CA \| +68\.7 \| +\|\n")
                .And.Contain("RA here: AutoAttack.")
        );
        Assert.That(
            PublishedTable.Markdown([Compared(run)]),
            Does.Contain("| m      | SLF      |         75.4 |          80.0 (+4.6) |")
        );
    }

    [Test]
    public void Nothing_is_shown_where_nothing_is_published() =>
        Assert.That(
            Terminal.Piped(console => PublishedTable.Write(console, [])) + PublishedTable.Markdown([]),
            Is.Empty
        );
}
