using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Views with batch-norm of their own.</summary>
public sealed class RoutesTests
{
    private const string Clean = """loss=[{ "use": "toy-contrast", "views": ["a", "b"] }]""";
    private const string Attacked = """loss=[{ "use": "toy-contrast", "views": ["adv", "adv2"] }]""";
    private const string Both = """
        loss=[
          { "use": "toy-contrast", "views": ["a", "b"] },
          { "use": "toy-contrast", "views": ["adv", "adv2"] }
        ]
        """;

    // Two views, and each of them attacked; the attacked ones take a route of their own.
    private static Toybox Box(params string[] settings) =>
        new([
            "views.adv.route=adv",
            """
            views.adv2={
              "perturb": "b", "maximise": { "use": "toy-contrast", "views": ["adv2", "a"] },
              "attack": "toy-ascent", "threat": { "linf": "8/255" }, "route": "adv"
            }
            """,
            "normalize={\"mean\":[0.3],\"deviation\":[0.2]}",
            .. settings,
        ]);

    private static bool OfRoute(string name) => name.StartsWith("routes.adv.", StringComparison.Ordinal);

    private static bool OwnBatchNorm(string name) => name.StartsWith("encoder.bn", StringComparison.Ordinal);

    [Test]
    public void A_route_has_a_copy_of_every_batch_norm_tensor_under_its_name_and_of_nothing_else()
    {
        using var box = Box(Both);
        var state = box.State();
        Assert.That(
            state.Keys.Where(OfRoute),
            Is.EqualTo(state.Keys.Where(OwnBatchNorm).Select(name => $"routes.adv.{name}"))
        );
        Assert.That(state.Keys.Count(OfRoute), Is.EqualTo(10));
        foreach (var name in state.Keys.Where(OwnBatchNorm))
            Assert.That(state[$"routes.adv.{name}"], Is.EqualTo(state[name]), name);
        Assert.That(
            box.Model.Parameters.Keys.Where(OfRoute),
            Is.EqualTo(
                new[] { "bn1.bias", "bn1.weight", "bn2.bias", "bn2.weight" }.Select(name =>
                    $"routes.adv.encoder.{name}"
                )
            )
        );
    }

    [TestCase(Clean, "eval")]
    [TestCase(Clean, "train")]
    [TestCase(Attacked, "eval")]
    [TestCase(Attacked, "train")]
    public void Weights_and_statistics_of_a_route_move_by_its_own_views_alone(string loss, string mode)
    {
        using var box = Box(loss, $"views.adv.mode={mode}", $"views.adv2.mode={mode}");
        var before = box.State();
        box.Train(steps: 2);
        var after = box.State();
        bool Moved(string name) => after[name] != before[name];
        foreach (var name in after.Keys.Where(name => OfRoute(name) || OwnBatchNorm(name)))
            Assert.That(Moved(name), Is.EqualTo(OfRoute(name) == (loss == Attacked)), name);
        Assert.That(
            new[] { "encoder.conv1.weight", "encoder.conv2.weight", "heads.projector.weight" }.Where(name =>
                !Moved(name)
            ),
            Is.Empty,
            "what is no batch-norm is shared"
        );
    }

    [Test]
    public void Passed_view_by_view_each_view_is_normalised_by_itself()
    {
        const string Views = "views={\"a\":{\"augment\":[]},\"b\":{\"augment\":\"toy-noise\"}}";
        using var alone = new Toybox(Views, Clean, "forward=per-view");
        using var apart = new Toybox(Views, Clean, "forward=per-view", "views.b.route=other");
        using var together = new Toybox(Views, Clean);
        var expected = apart.Train(steps: 1)[0].Loss;
        Assert.That(alone.Train(steps: 1)[0].Loss, Is.EqualTo(expected));
        Assert.That(together.Train(steps: 1)[0].Loss, Is.Not.EqualTo(expected));
    }

    [Test]
    public void Views_of_one_route_are_normalised_together_and_those_of_another_apart()
    {
        using var both = Box(Both);
        using var clean = Box(Clean);
        using var attacked = Box(Attacked);
        foreach (var box in new[] { both, clean, attacked })
            box.Train(steps: 1);
        foreach (
            var name in new[]
            {
                "encoder.bn1.running_mean",
                "encoder.bn2.running_var",
                "encoder.bn2.num_batches_tracked",
            }
        )
        {
            Assert.That(both.State()[name], Is.EqualTo(clean.State()[name]), name);
            Assert.That(both.State()[$"routes.adv.{name}"], Is.EqualTo(attacked.State()[$"routes.adv.{name}"]), name);
        }
    }

    [Test]
    public void An_attack_takes_its_gradient_through_its_views_route_and_stationary_views_keep_to_theirs()
    {
        using var box = new Toybox("views.adv.route=adv", "views.a={}", "views.b={}", "views.adv.attack=toy-witness");
        using (no_grad())
            box.Model.State["routes.adv.encoder.bn2.weight"].fill_(3);
        box.Model.Enter(Mode.Eval);
        var images = box.Images(0);
        var moved = box.Model.Head("projector", box.Model.Encode(images, "adv"), "adv");
        var still = box.Model.Head("projector", box.Model.Encode(images));
        box.Train(steps: 1);
        Assert.That(ToyWitness.Last.Outputs.allclose(moved) && !moved.allclose(still));
        Assert.That(ToyWitness.Last.Losses.allclose(-nn.functional.log_softmax(moved.mm(still.t()), 1).diagonal()));
    }

    [Test]
    public void Results_of_one_attack_on_two_views_share_its_route()
    {
        using var box = new Toybox(
            "views.adv.route=adv",
            "views.adv.perturb=[\"a\",\"b\"]",
            "views.adv.maximise.views=[\"adv.a\",\"adv.b\"]",
            "loss=[{\"use\":\"toy-contrast\",\"views\":[\"adv.a\",\"adv.b\"]}]"
        );
        var before = box.State();
        box.Train(steps: 1);
        var after = box.State();
        Assert.That(after.Keys.Where(name => OfRoute(name) && after[name] == before[name]), Is.Empty);
        Assert.That(after.Keys.Where(name => OwnBatchNorm(name) && after[name] != before[name]), Is.Empty);
    }

    [TestCase("route=adv", "adv")]
    [TestCase("route=null", "")]
    public void Evaluations_and_other_runs_take_the_route_that_the_recipe_names(string setting, string route)
    {
        using var box = Box(Both, setting);
        box.Train(steps: 2);
        using var copy = box.Model.CopyOfEncoder();
        box.Model.Enter(Mode.Eval);
        var images = box.Images(0);
        var model = new TrainedModel("runs/other", box.Model, _ => throw new NotSupportedException());
        var expected = box.Model.Encode(images, route);
        Assert.That(copy.call(images).eq(expected).all().item<bool>());
        Assert.That(model.Outputs(images).eq(expected).all().item<bool>());
        Assert.That(model.Outputs(images, "projector").eq(box.Model.Head("projector", expected)).all().item<bool>());
        Assert.That(box.Model.Encode(images, route == "" ? "adv" : "").allclose(expected), Is.False);
    }

    [Test]
    public void A_pass_that_fails_leaves_the_networks_as_they_were()
    {
        using var box = Box(Both);
        box.Train(steps: 1);
        box.Model.Enter(Mode.Eval);
        var before = box.Model.Encode(box.Images(0));
        Assert.Throws<ProblemException>(() => box.Model.Encode(zeros(2, 3, 8, 8), "adv"));
        Assert.That(box.Model.Encode(box.Images(0)).eq(before).all().item<bool>());
    }

    [Test]
    public void A_step_with_routes_leaves_no_native_tensor_behind()
    {
        using var box = Box(Both, "train.epochs=20");
        // TorchSharp counts a tensor that becomes a parameter twice and takes it off once, though
        // its memory is freed: four parameters are exchanged and put back around each pass through
        // the route, two for each of the two attacks and one for the terms.
        Assert.That(box.LeftBySixSteps(), Is.EqualTo(6 * 5 * 2 * 4));
    }

    [Test]
    public void All_tensors_of_a_model_go_with_it()
    {
        var box = Box(Both);
        box.Train(steps: 1);
        var state = box.Model.State;
        box.Dispose();
        Assert.That(state.Where(tensor => !tensor.Value.IsInvalid).Select(tensor => tensor.Key), Is.Empty);
    }

    [Test]
    public void A_route_in_a_network_without_batch_norm_is_refused()
    {
        var problem = Assert
            .Throws<ProblemException>(() => new Toybox("encoder=toy-dropout", "views.adv.route=adv"))!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0141", "toy.json: views.adv.route")));
        Assert.That(problem.What, Does.StartWith("The encoder toy-dropout has no batch-norm layer"));
    }
}
