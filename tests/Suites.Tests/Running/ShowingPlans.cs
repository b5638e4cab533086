using System.Text.Json.Nodes;
using RoCL.Runs.Results;
using RoCL.Suites.Planning;
using RoCL.Suites.Rows;
using Spectre.Console.Testing;

namespace Suites.Tests.Running;

/// <summary>What a plan says of the time that is to come.</summary>
public sealed class ShowingPlans
{
    private const double Hour = 3600;

    [TestCase(23 * Hour, 1 * Hour, ExpectedResult = null, TestName = "A_plan_of_a_day_says_no_more")]
    [TestCase(20 * Hour, 5 * Hour, ExpectedResult = "2 machines, 1 faster", TestName = "A_plan_of_more_than_a_day")]
    [TestCase(4000 * Hour, 850 * Hour, ExpectedResult = "203 machines, 3 faster", TestName = "A_plan_of_many_days")]
    [TestCase(
        30 * Hour,
        null,
        ExpectedResult = "2 machines, 1 faster",
        TestName = "A_plan_of_which_a_part_is_not_known"
    )]
    public string? Says_how_many_machines_make_it_within_a_day(double training, double? measuring)
    {
        var said = Shown(new PlannedRun(Run("A"), new RunState.Waiting(), 100, training, measuring));
        var line = said.Split('\n').SingleOrDefault(line => line.StartsWith("Within a day ", StringComparison.Ordinal));
        if (line is null)
            return null;
        Assert.That(line, Does.Contain("100 times as fast (an assumption"));
        var numbers = line.Split(' ').Where(word => word.All(char.IsDigit)).ToList();
        return $"{numbers[0]} machines, {numbers[^1]} faster";
    }

    [Test]
    public void A_part_that_is_not_known_is_left_out_of_a_sum_that_says_so()
    {
        var said = Shown(
            new PlannedRun(Run("A"), new RunState.Waiting(), 100, 120, null),
            new PlannedRun(Run("B"), new RunState.Waiting(), 100, 60, 600)
        );
        Assert.That(said, Does.Contain("2 of 2 runs are left: training about 3 min, measuring at least about 10 min."));
    }

    private static string Shown(params PlannedRun[] runs)
    {
        using var console = new TestConsole { Profile = { Width = 400 } };
        PlanView.Write(
            console,
            new SuitePlan(new Suite("mine", "", [1], [.. runs.Select(run => run.Run.Row)]), [.. runs])
        );
        return console.Output;
    }

    private static SuiteRun Run(string row) =>
        new(new SuiteRow(row, $"suite.json: rows.{row}", new JsonObject { ["seed"] = 1 }), 1);
}
