using Shared.Toys;

namespace Core.Tests.Recipes;

public sealed class RecipeProblemsTests
{
    [TestCase("ROCL0104", "optimiser={\"lr\":1}", "toy.json: optimiser", "Did you mean 'optimizer'?")]
    [TestCase(
        "ROCL0104",
        "views.adv.attack={\"use\":\"toy-ascent\",\"iteration\":3}",
        "toy.json: views.adv.attack.iteration",
        "Did you mean 'iterations'?"
    )]
    [TestCase("ROCL0105", "views.adv.attack=null", "toy.json: views.adv.attack.use", "Name an attack.")]
    [TestCase("ROCL0105", "encoder=null", "toy.json: encoder.use", "Name an encoder.")]
    [TestCase("ROCL0105", "encoder={\"use\":\"\"}", "toy.json: encoder.use", "Name an encoder.")]
    [TestCase("ROCL0107", "train.microBatch=0", "toy.json: train.microBatch", "from 1")]
    [TestCase("ROCL0105", "loss=null", "toy.json: loss", "List at least one loss over views.")]
    [TestCase("ROCL0105", "views.adv.threat=null", "toy.json: views.adv.threat", "Write one, such as")]
    [TestCase(
        "ROCL0105",
        "views.adv.attack={\"use\":\"toy-follower\"}",
        "toy.json: views.adv.attack.from",
        "write a run's folder."
    )]
    [TestCase(
        "ROCL0105",
        "views.adv.attack={\"use\":\"toy-follower\",\"from\":\"\"}",
        "toy.json: views.adv.attack.from",
        "runs/"
    )]
    [TestCase(
        "ROCL0106",
        "views.adv.attack={\"use\":\"toy-follower\",\"from\":3}",
        "toy.json: views.adv.attack.from",
        "Write a text."
    )]
    [TestCase("ROCL0106", "train.epochs=\"many\"", "toy.json: train.epochs", "", "ROCL0120")]
    [TestCase("ROCL0106", "train.batch=8.5", "toy.json: train.batch", "Write a whole number.")]
    [TestCase("ROCL0106", "seed={}", "toy.json: seed", "Write one number")]
    [TestCase("ROCL0106", "encoder=5", "toy.json: encoder", "Write the name of a component, or an object with")]
    [TestCase("ROCL0106", "about=[1]", "toy.json: about", "Write a text.")]
    [TestCase(
        "ROCL0107",
        "views.adv.threat.linf=-8/255",
        "toy.json: views.adv.threat.linf",
        "Write a number from 0 to"
    )]
    [TestCase(
        "ROCL0107",
        "views.adv.attack={\"use\":\"toy-ascent\",\"iterations\":0}",
        "toy.json: views.adv.attack.iterations",
        "from 1 to 100"
    )]
    [TestCase("ROCL0128", "train.microBatch=5", "toy.json: train.microBatch", "Write a divisor of it.")]
    [TestCase("ROCL0108", "views.adv.perturb=c", "toy.json: views.adv", "")]
    [TestCase("ROCL0108", "loss.0.views=[\"a\",\"adw\"]", "toy.json: loss.0.views", "Did you mean 'adv'?")]
    [TestCase("ROCL0109", "views.adv.perturb=adv", "toy.json: views.adv.perturb", "Perturb another view.")]
    [TestCase(
        "ROCL0127",
        "normalize={\"mean\":[0.5],\"deviation\":[0.2,0.2]}",
        "toy.json: normalize",
        "Write one number for each channel in both."
    )]
    [TestCase("ROCL0129", "heads.features=toy-head", "toy.json: heads.features", "Give the head another name.")]
    [TestCase("ROCL0110", "loss.0.head=predictor", "toy.json: loss.0.head", "projector, features")]
    [TestCase("ROCL0115", "loss", "--set loss", "Write it like")]
    [TestCase(
        "ROCL0119",
        "encoder={\"use\":\"toy-encoder\",\"width\":{\"from\":16,\"to\":32}}",
        "toy.json: encoder.width",
        "Write one number."
    )]
    [TestCase("ROCL0120", "views.adv.threat.linf=eight", "toy.json: views.adv.threat.linf", "\"8/255\"")]
    [TestCase("ROCL0121", "checkpoints.every=often", "toy.json: checkpoints.every", "10 epochs")]
    [TestCase("ROCL0121", "checkpoints.every=0 minutes", "toy.json: checkpoints.every", "10 epochs")]
    [TestCase("ROCL0106", "checkpoints.best=1", "toy.json: checkpoints.best", "true or false")]
    [TestCase("ROCL0122", "forward=twice", "toy.json: forward", "shared, per-term")]
    [TestCase("ROCL0122", "forward=\"\"", "toy.json: forward", "shared, per-term")]
    [TestCase("ROCL0122", "views.adv.mode=", "toy.json: views.adv.mode", "eval, train")]
    [TestCase("ROCL0106", "normalize={\"mean\":[null],\"deviation\":[0.5]}", "toy.json: normalize.mean.0", "a number")]
    [TestCase("ROCL0106", "about=\"a\\u0000b\"", "toy.json: about", "without the character NUL")]
    [TestCase("ROCL0123", "views.adv.maximise.views=[\"a\",\"b\"]", "toy.json: views.adv.maximise", "Name it")]
    [TestCase("ROCL0140", "route=adv", "toy.json: route", "Give it to a view")]
    [TestCase(
        "ROCL0142",
        "teachers={\"projector\":{\"from\":\"runs/a\"}}",
        "toy.json: teachers.projector",
        "another name"
    )]
    [TestCase(
        "ROCL0142",
        "teachers={\"features\":{\"from\":\"runs/a\"}}",
        "toy.json: teachers.features",
        "another name"
    )]
    [TestCase("ROCL0105", "teachers={\"teacher\":{}}", "toy.json: teachers.teacher.from", "runs/")]
    [TestCase(
        "ROCL0104",
        "teachers={\"teacher\":{\"run\":\"runs/a\"}}",
        "toy.json: teachers.teacher.run",
        "from, head"
    )]
    [TestCase("ROCL0110", "loss.0.views=[\"a\",\"b@teacher\"]", "toy.json: loss.0.views.1", "projector, features")]
    [TestCase(
        "ROCL0143",
        "loss.0={\"use\":\"toy-clash\",\"views\":[\"a\",\"b\"]}",
        "toy.json: loss.0",
        "views, head, weight, over, use"
    )]
    [TestCase(
        "ROCL0143",
        "loss.0={\"use\":\"toy-clash\",\"views\":[\"a\",\"b\"],\"weight\":2}",
        "toy.json: loss.0",
        "another name"
    )]
    [TestCase(
        "ROCL0143",
        "views.adv.maximise={\"use\":\"toy-clash\",\"views\":[\"adv\",\"b\"]}",
        "toy.json: views.adv.maximise",
        "views, head, use"
    )]
    [TestCase("ROCL0145", "views.adv.route=ad.v", "toy.json: views.adv.route", "letters")]
    [TestCase("ROCL0202", "encoder=toy-encodr", "toy.json: encoder.use", "toy-encoder")]
    public void A_mistake_has_a_code_a_place_and_a_remedy(
        string code,
        string setting,
        string where,
        string remedy,
        string? insteadOf = null
    )
    {
        var problem = ToyShelf.TryRead(ToyShelf.Rocl, setting).Problems.First();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((insteadOf ?? code, where)), problem.ToString());
        Assert.That(problem.Remedy, Does.Contain(remedy));
    }

    [TestCase("route=adw", "ROCL0140", "Known: adv.")]
    [TestCase("loss.0.views=[\"a\",\"b@teachr\"]", "ROCL0110", "Known: projector, features, teacher.")]
    [TestCase("loss.0.views=[\"a@teacher\",\"b@teacher\"]", "ROCL0144", "Name a view without")]
    public void What_there_is_is_named_beside_what_there_is_not(string setting, string code, string remedy)
    {
        var problem = ToyShelf
            .TryRead(ToyShelf.Rocl, "views.adv.route=adv", "teachers={\"teacher\":{\"from\":\"runs/a\"}}", setting)
            .Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.Remedy, Does.StartWith(remedy));
    }

    [Test]
    public void A_recipe_without_views_says_that_it_has_none() =>
        Assert.That(ToyShelf.TryRead(ToyShelf.Rocl, "views={}").Problems[0].Remedy, Does.StartWith("It has none"));

    [Test]
    public void A_key_that_stands_elsewhere_may_be_an_option_here() =>
        Assert.That(
            ToyShelf
                .TryRead(
                    ToyShelf.Rocl,
                    "views.adv.maximise={\"use\":\"toy-weighty\",\"views\":[\"adv\",\"b\"],\"weight\":2}"
                )
                .Problems,
            Is.Empty
        );

    [Test]
    public void Two_views_made_from_one_another_are_refused()
    {
        var problem = ToyShelf
            .TryRead(
                ToyShelf.Rocl,
                """
                views.b={
                  "perturb": "adv", "maximise": { "use": "toy-contrast", "views": ["b", "a"] },
                  "attack": "toy-ascent", "threat": { "l2": 1 }
                }
                """
            )
            .Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0109", "toy.json: views")));
        Assert.That(problem.What, Does.Contain("'adv'").And.Contain("'b'"));
    }

    [Test]
    public void All_mistakes_are_reported_at_once()
    {
        var problems = ToyShelf
            .TryRead(ToyShelf.Rocl, "encoder=nothing", "views.adv.threat.linf=-1", "bogus=1", "train.epochs=x")
            .Problems;
        Assert.That(
            problems.Select(problem => problem.Code),
            Is.EquivalentTo(new[] { "ROCL0202", "ROCL0107", "ROCL0104", "ROCL0120" })
        );
    }

    [Test]
    public void A_length_that_is_no_text_is_one_mistake() =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, "checkpoints.every=5").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0106" })
        );

    [Test]
    public void A_loss_has_to_choose_among_several_heads() =>
        Assert.That(
            ToyShelf
                .TryRead(ToyShelf.Rocl, "heads.second=toy-head")
                .Problems.Select(problem => problem.Code)
                .Distinct(),
            Is.EqualTo(new[] { "ROCL0105" })
        );

    [Test]
    public void Views_come_after_those_that_they_are_made_from()
    {
        var recipe = ToyShelf.Read(
            ToyShelf.Rocl.Replace("\"a\": { \"augment\": [\"toy-noise\"] },", "", StringComparison.Ordinal),
            "views.a={\"augment\":\"toy-noise\"}"
        );
        Assert.That(recipe.Views.Select(view => view.Name), Is.EqualTo(new[] { "b", "a", "adv" }));
    }
}
