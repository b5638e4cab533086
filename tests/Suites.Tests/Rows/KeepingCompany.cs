using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Plugins.Catalogue;
using Shared.Plugins;

namespace Suites.Tests.Rows;

/// <summary>
/// Options that have no effect in the company that they are in are refused.
/// </summary>
public sealed class KeepingCompany
{
    private static readonly PluginCatalogue Catalogue = Places.Catalogue(Places.BuiltPlugins);

    [TestCase("pgd", """{ "step": "8/255", "relativeStep": 0.1 }""", "ROCL0280")]
    [TestCase("pgd", """{ "step": 0, "relativeStep": 0.1 }""", "ROCL0280")]
    [TestCase("pgd", """{ "relativeStep": 0.1 }""", null)]
    [TestCase("pgd", """{ "step": "8/255", "relativeStep": null }""", null)]
    [TestCase("apgd", """{ "targets": 3 }""", "ROCL0281")]
    [TestCase("apgd", """{ "targets": 3, "loss": "dlr" }""", "ROCL0281")]
    [TestCase("apgd", """{ "targets": 3, "loss": "dlr-targeted" }""", null)]
    [TestCase("restarts", """{ "inner": "fgsm" }""", "ROCL0281")]
    [TestCase("restarts", """{ "inner": { "use": "pgd", "randomStart": false } }""", "ROCL0281")]
    [TestCase("restarts", """{ "inner": { "use": "fab" } }""", "ROCL0281")]
    [TestCase("restarts", """{ "inner": { "use": "fab", "randomStart": true } }""", null)]
    [TestCase("restarts", """{ "inner": "pgd" }""", null)]
    [TestCase("restarts", """{ "inner": "square" }""", null)]
    public void An_attack_says_which_of_its_options_would_do_nothing(string use, string options, string? code) =>
        Expect(ComponentKind.Attack, use, options, code);

    [TestCase("linear", """{ "attack": "pgd" }""", "ROCL0281")]
    [TestCase("linear", """{ "attack": "pgd", "threats": [] }""", "ROCL0281")]
    [TestCase("linear", """{ "threats": [{ "linf": "8/255" }] }""", "ROCL0281")]
    [TestCase("linear", """{ "attack": "pgd", "threats": [{ "linf": "8/255" }] }""", null)]
    [TestCase("linear", """{ "attack": null, "threats": [] }""", null)]
    [TestCase("nearest-neighbours", """{ "attack": "pgd" }""", "ROCL0281")]
    [TestCase("trained-head", """{ "threats": [{ "l2": 0.5 }] }""", "ROCL0281")]
    [TestCase("linear", """{ "milestones": [3], "learningRate": "one-cycle" }""", "ROCL0280")]
    [TestCase("linear", """{ "rate": 0.2, "optimizer": "adamw" }""", "ROCL0280")]
    [TestCase("linear", """{ "asReleased": true }""", "ROCL0281")]
    [TestCase("linear", """{ "asReleased": true, "milestones": [3] }""", null)]
    [TestCase("fine-tuning", """{ "weight": 2 }""", "ROCL0281")]
    [TestCase("fine-tuning", """{ "views": ["simclr"] }""", "ROCL0281")]
    [TestCase("fine-tuning", """{ "head": "projector", "weight": 1 }""", null)]
    [TestCase("fine-tuning", """{ "testAttack": "pgd" }""", "ROCL0281")]
    [TestCase("fine-tuning", """{ "threats": [{ "l2": 0.5 }] }""", "ROCL0281")]
    [TestCase("fine-tuning", """{ "testAttack": "pgd", "threats": [{ "l2": 0.5 }] }""", null)]
    [TestCase("fine-tuning", """{ "maximise": "cross-entropy" }""", "ROCL0281")]
    [TestCase("transfer", """{ "data": "fashion-mnist", "by": { "use": "linear", "attack": "pgd" } }""", "ROCL0281")]
    [TestCase("robust-linear", """{ "attack": "pgd", "threat": { "l2": 1 }, "threats": [] }""", "ROCL0105")]
    [TestCase("semi-supervised", """{ "shares": [] }""", "ROCL0105")]
    public void So_does_an_evaluation(string use, string options, string? code) =>
        Expect(ComponentKind.Evaluation, use, options, code);

    [TestCase(ComponentKind.Measurement, "smoothed", """{ "transform": [], "samples": 3 }""", "ROCL0281")]
    [TestCase(
        ComponentKind.Measurement,
        "smoothed",
        """{ "transform": ["simclr"], "gradientSamples": 3 }""",
        "ROCL0281"
    )]
    [TestCase(ComponentKind.Measurement, "smoothed", """{ "transform": ["simclr"], "samples": 3 }""", null)]
    [TestCase(ComponentKind.Optimizer, "sgd", """{ "nesterov": true, "momentum": 0 }""", "ROCL0281")]
    [TestCase(ComponentKind.Optimizer, "sgd", """{ "nesterov": true }""", null)]
    [TestCase(ComponentKind.LearningRate, "multi-step", """{ "gamma": 0.5 }""", "ROCL0281")]
    [TestCase(ComponentKind.Dataset, "subset", """{ "of": "fashion-mnist", "seed": 7 }""", "ROCL0281")]
    [TestCase(ComponentKind.Dataset, "subset", """{ "of": "fashion-mnist", "seed": 7, "test": 10 }""", null)]
    [TestCase(ComponentKind.Dataset, "subset", """{ "of": "fashion-mnist", "classes": [] }""", "ROCL0105")]
    [TestCase(ComponentKind.Measurement, "corruptions", """{ "kinds": [] }""", "ROCL0105")]
    [TestCase(ComponentKind.Measurement, "corruptions", """{ "severities": [] }""", "ROCL0105")]
    [TestCase(
        ComponentKind.Measurement,
        "curves",
        """{ "attack": "pgd", "threat": { "l2": 1 }, "budgets": [] }""",
        "ROCL0105"
    )]
    [TestCase(ComponentKind.Attack, "worst-of", """{ "attacks": [] }""", "ROCL0105")]
    [TestCase(ComponentKind.Measurement, "smoothed", """{ "transform": ["simclr"], "name": " " }""", "ROCL0105")]
    [TestCase(
        ComponentKind.Measurement,
        "attacks",
        """{ "attacks": ["pgd"], "threats": [{ "l2": 1 }], "name": "" }""",
        "ROCL0105"
    )]
    [TestCase(ComponentKind.Measurement, "corruptions", """{ "severities": [5, 1, 5] }""", "ROCL0154")]
    [TestCase(
        ComponentKind.Measurement,
        "corruptions",
        """{ "kinds": ["contrast", "jpeg", "contrast"] }""",
        "ROCL0154"
    )]
    [TestCase(ComponentKind.Measurement, "corruptions", """{ "kinds": ["contrast", "jpeg"], "severities": 5 }""", null)]
    [TestCase(ComponentKind.Measurement, "cifar-c", """{ "folder": "c", "kinds": ["fog", "fog"] }""", "ROCL0154")]
    [TestCase(ComponentKind.Evaluation, "semi-supervised", """{ "shares": [0.1, "1/10"] }""", "ROCL0154")]
    [TestCase(ComponentKind.Evaluation, "semi-supervised", """{ "shares": [0.1, 0.01] }""", null)]
    [TestCase(
        ComponentKind.Measurement,
        "curves",
        """{ "attack": "pgd", "threat": { "l2": 1 }, "budgets": [1, 2, 1.0] }""",
        "ROCL0154"
    )]
    public void So_do_the_others(ComponentKind kind, string use, string options, string? code) =>
        Expect(kind, use, options, code);

    [TestCase(ComponentKind.Attack, "restarts", """{ "inner": { "use": "pgd", "randomStart": false } }""")]
    [TestCase(ComponentKind.Optimizer, "sgd", """{ "nesterov": true, "momentum": 0 }""")]
    public void Of_what_is_written_and_off_it_is_not_said_that_it_should_be_written(
        ComponentKind kind,
        string use,
        string options
    ) => Assert.That(Problems(kind, use, options).Single().Remedy, Does.StartWith("Give '").And.Contain("an effect"));

    [Test]
    public void What_the_attributes_of_the_shipped_plugins_name_is_there()
    {
        var named =
            from component in Catalogue.Components
            from option in component.Options
            from other in option.Excludes.Concat(option.Needs.SelectMany(need => need.Alternatives))
            where component.Options.All(each => each.Name != other.Split('=', '.')[0])
            select $"{component.Name}.{option.Name} -> {other}";
        Assert.That(named, Is.Empty);
        Assert.That(Catalogue.Components.SelectMany(each => each.Options).Count(HasCompany), Is.GreaterThan(20));
    }

    private static bool HasCompany(OptionDescription option) => !option.Excludes.IsEmpty || !option.Needs.IsEmpty;

    private static void Expect(ComponentKind kind, string use, string options, string? code) =>
        Assert.That(
            Problems(kind, use, options).Select(problem => problem.Code),
            code is null ? Is.Empty : Is.EqualTo(new[] { code })
        );

    private static ImmutableArray<Problem> Problems(ComponentKind kind, string use, string options)
    {
        var node = JsonNode.Parse(options)!.AsObject();
        node["use"] = use;
        return SingleComponent.Read("recipe: here", node, kind, Catalogue).Problems;
    }
}
