using RoCL.Core.Plans;

namespace Components.Tests.Evaluations;

/// <summary>Numbers from 0 to 255 where pixels are from 0 to 1, before a run begins.</summary>
public sealed class ScaleAheadTests
{
    [Test]
    public void A_scale_that_is_hardly_meant_is_named_in_evaluations_too()
    {
        const string evaluation = """
            [{ "use": "semi-supervised", "by": {
              "use": "fine-tuning", "epochs": 3, "milestones": [3], "attack": { "use": "pgd", "step": 2 },
              "threat": { "linf": 8 }, "threats": [{ "l2": 0.5 }, { "l2": 128 }]
            } }]
            """;
        Assert.That(
            PlanWarnings.Of(ToyPlan.Of(evaluation, []).Plan).Select(warning => $"{warning.Code} {warning.Where}"),
            Is.EquivalentTo(
                new[]
                {
                    "ROCL0526 toy.json: evaluate.0.by.threat.linf",
                    "ROCL0526 toy.json: evaluate.0.by.threats.1.l2",
                    "ROCL0526 toy.json: evaluate.0.by.attack.step",
                    "ROCL0528 toy.json: evaluate.0.by.milestones",
                }
            )
        );
    }

    [TestCase("linf", 20, true)]
    [TestCase("l2", 20, true)]
    [TestCase("l2", 2, false)]
    public void A_step_of_more_than_the_whole_ball_is_named_in_any_norm(string norm, int step, bool said)
    {
        var attack = $$"""{ "use": "restarts", "inner": { "use": "pgd", "relativeStep": {{step}} } }""";
        var evaluation = $$"""[{ "use": "linear", "attack": {{attack}}, "threats": [{ "{{norm}}": 0.1 }] }]""";
        string[] expected = said ? ["ROCL0526 toy.json: evaluate.0.attack.inner.relativeStep"] : [];
        Assert.That(
            PlanWarnings.Of(ToyPlan.Of(evaluation, []).Plan).Select(warning => $"{warning.Code} {warning.Where}"),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void A_scale_that_is_hardly_meant_is_named_in_monitors_and_in_threat_models_of_plugins_too()
    {
        const string online = """
            { "use": "online-accuracy", "attack": { "use": "pgd", "step": 2 }, "threat": { "linf": 8 } }
            """;
        const string patch =
            """[{ "use": "linear", "attack": "pgd", "threats": [{ "use": "masked-linf", "epsilon": 64 }] }]""";
        Assert.That(
            PlanWarnings
                .Of(ToyPlan.Of(patch, [$"monitors.o={online}"]).Plan)
                .Select(warning => $"{warning.Code} {warning.Where}"),
            Is.EquivalentTo(
                new[]
                {
                    "ROCL0526 toy.json: evaluate.0.threats.0.epsilon",
                    "ROCL0526 toy.json: monitors.o.threat.linf",
                    "ROCL0526 toy.json: monitors.o.attack.step",
                }
            )
        );
    }
}
