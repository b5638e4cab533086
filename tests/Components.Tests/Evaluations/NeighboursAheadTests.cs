using RoCL.Core.Ahead;

namespace Components.Tests.Evaluations;

/// <summary>
/// The votes of neighbours take memory for each training image, in layers that nobody sees.
/// </summary>
public sealed class NeighboursAheadTests
{
    [TestCase("", "The classification")]
    [TestCase(""", "attack": "pgd", "threats": [{ "linf": 0.1 }]""", "The classification")]
    public void A_batch_that_does_not_fit_is_refused_and_one_that_hardly_fits_is_named(string attack, string work)
    {
        var evaluation = $$"""[{ "use": "nearest-neighbours", "k": 60, "batch": 64{{attack}} }]""";
        var said = Enumerable
            .Range(0, 20)
            .Select(step => Look(evaluation, memory: (long)(1024 * Math.Pow(1.5, step))))
            .Select(outlook => outlook.Problems.Concat(outlook.Warnings).FirstOrDefault())
            .ToList();
        Assert.That(
            said.Select(problem => problem?.Code).Distinct(),
            Is.EqualTo(new[] { "ROCL0551", "ROCL0552", null })
        );
        Assert.That(said[0]!.What, Does.StartWith($"{work} takes about "));
    }

    private static Outlook Look(string evaluation, long memory)
    {
        var (plan, images) = ToyPlan.Of(evaluation);
        return EvaluationsAhead.Look(plan, images, memory);
    }
}
