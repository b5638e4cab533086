using RoCL.Runs.Results;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Results;

/// <summary>An accuracy that guessing gives too is said to be one.</summary>
public sealed class GuessingAlike
{
    [TestCase(0.34, 0.29, true)]
    [TestCase(0.20, 0.15, true)]
    [TestCase(0.50, 0.45, false)]
    public void It_is_a_warning_where_chance_is_not_below_the_interval(double accuracy, double low, bool isSaid)
    {
        using var box = new Toybox();
        var perClass = new Dictionary<string, double>
        {
            ["a"] = accuracy,
            ["b"] = accuracy,
            ["c"] = accuracy,
        };
        ConditionSummary[] conditions =
        [
            new("clean", null, accuracy, [low, accuracy + 0.05], 100, 0, perClass),
            new("PGD-20 linf 8/255", "linf 8/255", 0.1, [0.05, 0.15], 100, 0, perClass),
        ];
        var warnings = Warnings.Of(ToyRun.JobOf(box).Plan, [], [new("linear", "a protocol", 0, 0, conditions, [])]);
        Assert.That(
            (warnings ?? []).Select(warning => $"{warning.Code} {warning.Where}"),
            isSaid ? Is.EqualTo(new[] { "ROCL0289 linear, 'clean'" }) : Is.Empty
        );
    }
}
