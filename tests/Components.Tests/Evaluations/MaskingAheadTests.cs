using RoCL.Core.Plans;

namespace Components.Tests.Evaluations;

/// <summary>A black-box attack that is asked for and never made is named before the run.</summary>
public sealed class MaskingAheadTests
{
    [TestCase("""{ "images": 0, "blackBox": { "use": "square", "queries": 100 } }""", true)]
    [TestCase("""{ "images": 0, "blackBox": "square" }""", true)]
    [TestCase("""{ "images": 0, "blackBox": "uniform-noise" }""", true)]
    [TestCase("""{ "images": 1, "blackBox": "uniform-noise" }""", false)]
    [TestCase("""{ "images": 0, "blackBox": { "use": "square", "queries": 200 } }""", false)]
    [TestCase("""{ "images": 0, "blackBox": { "use": "square", "queries": 200, "share": "4/5" } }""", false)]
    public void An_own_one_beside_no_images_has_no_effect_and_the_default_may_be_written_out(string masking, bool said)
    {
        var warnings = PlanWarnings.Of(ToyPlan.Of("linear", $"masking={masking}").Plan);
        Assert.That(
            warnings.Select(warning => $"{warning.Code} {warning.Where}"),
            said ? Is.EqualTo(new[] { "ROCL0297 toy.json: masking.blackBox" }) : Is.Empty
        );
    }
}
