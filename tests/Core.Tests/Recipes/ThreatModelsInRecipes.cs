using RoCL.Core.Components;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>Threat models that a recipe names, wherever one may be named.</summary>
public sealed class ThreatModelsInRecipes
{
    private const string Toy = "views.adv.threat={\"use\":\"toy-threat\",\"radius\":0.2}";

    [TestCase("{\"linf\":\"8/255\"}", "linf 8/255")]
    [TestCase("{\"l2\":0.5}", "l2 0.5")]
    [TestCase("{\"l1\":12}", "l1 12")]
    [TestCase("{\"l1\":12,\"share\":0.05}", "l1 12 (5 % a step)")]
    [TestCase("{\"use\":\"toy-threat\",\"radius\":0.2}", "toy-threat 51/255")]
    [TestCase("\"toy-threat\"", "toy-threat 0.1")]
    public void An_attacked_view_has_the_threat_model_that_is_written(string written, string expected)
    {
        using var box = new Toybox($"views.adv.threat={written}");
        var view = box.Plan.Recipe.Views.OfType<View.Perturbed>().Single();
        Assert.That($"{box.Plan.Bindings.Threat(view.Threat, default)}", Is.EqualTo(expected));
    }

    [Test]
    public void A_step_is_trained_in_a_threat_model_of_a_plugin_as_in_the_same_ball_of_the_contracts()
    {
        using var ofContracts = new Toybox("views.adv.threat={\"linf\":0.2}");
        using var ofPlugin = new Toybox(Toy);
        ofContracts.Train(steps: 2);
        ofPlugin.Train(steps: 2);
        Assert.That(ofPlugin.State(), Is.EqualTo(ofContracts.State()).AsCollection);
    }

    [Test]
    public void Its_options_follow_schedules()
    {
        using var box = new Toybox(
            "views.adv.threat={\"use\":\"toy-threat\",\"radius\":{\"from\":0,\"to\":0.2,\"over\":\"training\"}}"
        );
        var view = box.Plan.Recipe.Views.OfType<View.Perturbed>().Single();
        var radii = new[] { 0, 3 }.Select(step =>
            box.Plan.Bindings.Threat(view.Threat, box.Plan.MomentOf(step)).Radius
        );
        Assert.That(radii, Is.EqualTo(new[] { 0, 0.1 }).Within(1e-12));
        Assert.That(box.Plan.StepAt(3).Values.Keys, Does.Contain("views.adv.threat.radius"));
    }

    [Test]
    public void An_evaluations_list_may_name_it_beside_the_norms()
    {
        var recipe = ToyShelf.Read(
            ToyShelf.Rocl,
            "evaluate=[{\"use\":\"toy-evaluation\",\"threats\":[{\"linf\":0.1},\"toy-threat\"]}]"
        );
        var made = (ToyEvaluation)new ToyShelf().Bind(recipe).Evaluations.Single().Constant;
        Assert.That(made.Threats!.Select(threat => $"{threat}"), Is.EqualTo(new[] { "linf 0.1", "toy-threat 0.1" }));
        Assert.That(recipe.Uses.Select(use => use.Key), Does.Contain("evaluate.0.threats.1"));
    }

    [Test]
    public void Named_by_a_setting_it_takes_the_place_of_the_ball_that_was_there()
    {
        using var box = new Toybox("views.adv.threat.use=toy-threat", "views.adv.threat.radius=0.3");
        var view = box.Plan.Recipe.Views.OfType<View.Perturbed>().Single();
        Assert.That($"{box.Plan.Bindings.Threat(view.Threat, default)}", Is.EqualTo("toy-threat 0.3"));
    }

    [TestCase("views.adv.threat={\"linf\":0.1,\"share\":0.1}", "ROCL0104")]
    [TestCase("views.adv.threat={\"use\":\"toy-threat\",\"linf\":0.1}", "ROCL0104")]
    [TestCase("views.adv.threat={\"use\":\"toy-ascent\"}", "ROCL0202")]
    [TestCase("views.adv.threat={\"l1\":12,\"share\":0}", "ROCL0107")]
    public void What_is_no_threat_model_is_refused_at_its_key(string setting, string code)
    {
        var problems = ToyShelf.TryRead(ToyShelf.Rocl, setting).Problems;
        Assert.That(problems.Select(problem => problem.Code), Does.Contain(code), string.Join('\n', problems));
        Assert.That(problems[0].Where, Does.StartWith("toy.json: views.adv.threat"));
    }

    [TestCase("views.adv.attack=toy-blind", Toy, "views.adv.attack")]
    [TestCase(
        "evaluate=[{\"use\":\"toy-evaluation\",\"attack\":\"toy-blind\",\"threats\":[\"toy-threat\"]}]",
        Toy,
        "evaluate.0.attack"
    )]
    public void An_attack_that_does_not_take_it_is_refused_before_training(string attack, string threat, string key)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, attack, threat);
        var bindings = new ToyShelf().Bind(recipe);
        var refused = Plan.Of(bindings, bindings.Data.Constant.Open(Split.Train)).Problems.Single();
        Assert.That(refused.Code, Is.EqualTo("ROCL0390"));
        Assert.That(refused.Where, Does.StartWith($"toy.json: {key} (Shared/toy-blind"));
        Assert.That(refused.What, Does.Contain("toy-blind").And.Contain("toy-threat "));
    }

    [Test]
    public void An_attack_that_takes_it_is_not_refused()
    {
        var recipe = ToyShelf.Read(
            ToyShelf.Rocl,
            Toy,
            "evaluate=[{\"use\":\"toy-evaluation\",\"attack\":\"toy-ascent\",\"threats\":[\"toy-threat\"]}]"
        );
        var bindings = new ToyShelf().Bind(recipe);
        Assert.That(Plan.Of(bindings, bindings.Data.Constant.Open(Split.Train)).Problems, Is.Empty);
        Assert.That(
            recipe.Uses.Where(use => use.Component.Kind == ComponentKind.ThreatModel).Select(use => use.Key),
            Is.EqualTo(new[] { "views.adv.threat", "evaluate.0.threats.0" })
        );
    }
}
