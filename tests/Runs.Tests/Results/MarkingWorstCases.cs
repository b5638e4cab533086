using RoCL.Core.Evaluation;
using RoCL.Runs.Results;
using Shared.Toys;

namespace Runs.Tests.Results;

/// <summary>A worst case may be too high where all that it is made of may be.</summary>
public sealed class MarkingWorstCases
{
    private static readonly ThreatModel Ball = new LInf(0.1);
    private static readonly IAttack One = new ToyAscent(1);
    private static readonly IAttack Two = new ToyAscent(2);

    private static readonly Condition First = new("g one", [true, false, true], Ball) { Attacks = [One] };
    private static readonly Condition Second = new("g two", [true, true, false], Ball) { Attacks = [Two] };
    private static readonly Condition Worst = new("g worst", [true, false, false], Ball) { Attacks = [One, Two] };

    private static Evidence Against(string condition) =>
        new("", "a", "b", 3, [new Flag("ROCL0525", "gray", Raised: true, 0.5, $"of {condition}")])
        {
            Condition = condition,
        };

    private static IReadOnlyList<string>? Signs(Condition worst, params string[] against) =>
        WorstCaseSigns.Of(worst, [First, Second, worst], [.. against.Select(Against)]);

    [Test]
    public void It_has_the_signs_of_them_all_and_none_where_one_has_none()
    {
        string[] both = ["ROCL0525: of g one (3 images)", "ROCL0525: of g two (3 images)"];
        Assert.That(Signs(Worst, "g one", "g two"), Is.EqualTo(both));
        Assert.That(Signs(Worst with { Threat = null }, "g one", "g two"), Is.EqualTo(both), "over threat models");
        Assert.That(Signs(Worst, "g one"), Is.Null);
        Assert.That(Signs(Worst), Is.Null);
    }

    [Test]
    public void What_is_no_worst_case_has_none()
    {
        Assert.That(Signs(Worst with { Correct = [true, true, true] }, "g one", "g two"), Is.Null, "above its parts");
        Assert.That(Signs(Worst with { Attacks = [One] }, "g one", "g two"), Is.Null);
        Assert.That(Signs(Worst with { Threat = new LInf(0.2) }, "g one", "g two"), Is.Null);
    }
}
