using System.Text.Json.Nodes;
using Fidelity.Tests.Components;
using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace Fidelity.Tests.Methods;

/// <summary>
/// Whole training steps of RoCL through the real recipe, plan, views, terms and optimizer, over
/// views that were given.
/// </summary>
public sealed class RoclTrajectoryFidelity
{
    [GoldenFiles("training_trajectory")]
    public void Every_step_and_the_weights_after_the_last_agree(string name)
    {
        var golden = Golden.Open(name);
        var recipe = new TestCatalogue().Read(name, Recipe(golden));
        var data = new GivenImages(golden["views1"][0]);
        var plan = Plan.Of(new TestCatalogue().Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        Start(model, golden);
        for (var i = 0; i < golden["views1"].shape[0]; i++)
        {
            var step = Step(golden, i, model);
            var result = step.Take(() => TrainingLoop.Take(plan, data, model, plan.StepAt(i)));
            Assert.That(step.Found.Keys, Is.EqualTo(new[] { "adversarial" }), "one attack in each step");
            AgreesWith(golden["loss"][i], result.Loss, $"step {i}, loss");
            var regulariser = result.Terms[0].Value / golden.Number("lambda");
            AgreesWith(golden["regularizer_loss"][i], regulariser, $"step {i}, regulariser");
        }
        foreach (var weight in WeightsOf(model))
            Agreement.Relative(model.State[weight], golden[GoldenName("final", weight)], 1e-4, weight);
    }

    private static GivenStep Step(Golden golden, int i, Model model) =>
        new()
        {
            Tensors = new Dictionary<string, Tensor>
            {
                ["one"] = golden["views1"][i],
                ["two"] = golden["views2"][i],
                ["adversarial"] = golden["adversarial"][i],
            },
            Weights = model.Parameters.ToDictionary(weight => weight.Key, weight => (Tensor)weight.Value),
        };

    private static void AgreesWith(Tensor golden, double ours, string what) =>
        Agreement.Relative(tensor(ours, ScalarType.Float32), golden, 1e-4, what);

    // The authors' schedule: the regulariser's forward pass first, then that of the loss over three
    // views.
    private static JsonObject Recipe(Golden golden)
    {
        var views = golden["views1"];
        var network = TinyNetwork.Of(golden, "initial.encoder");
        var regulariser = NtXent(golden, "adv", "b");
        regulariser["weight"] = 1 / golden.Number("lambda");
        return new()
        {
            ["data"] = "given-data",
            ["encoder"] = new JsonObject
            {
                ["use"] = "tiny-network",
                ["first"] = network.First,
                ["second"] = network.Second,
            },
            ["heads"] = new JsonObject
            {
                ["projector"] = new JsonObject
                {
                    ["use"] = "mlp",
                    ["layers"] = new JsonArray(
                        golden["initial.projector.linear_1.bias"].shape[0],
                        golden["initial.projector.linear_2.bias"].shape[0]
                    ),
                },
            },
            ["views"] = new JsonObject
            {
                ["a"] = GivenView("one"),
                ["b"] = GivenView("two"),
                ["adv"] = AttackedView(golden),
            },
            ["loss"] = new JsonArray(regulariser, NtXent(golden, "a", "b", "adv")),
            ["forward"] = "per-term",
            // The data are one batch, so an epoch is a step.
            ["train"] = new JsonObject { ["epochs"] = views.shape[0], ["batch"] = views.shape[1] },
            ["optimizer"] = new JsonObject
            {
                ["use"] = "sgd",
                ["lr"] = OptimizerFigure(golden, "lr"),
                ["momentum"] = OptimizerFigure(golden, "momentum"),
                ["weightDecay"] = OptimizerFigure(golden, "weight_decay"),
            },
        };
    }

    private static double OptimizerFigure(Golden golden, string word) =>
        golden.NumberIn("optimizer", $@"\bsgd\b.*\b{word} (\S+)");

    private static JsonObject GivenView(string tensor) =>
        new()
        {
            ["augment"] = new JsonObject { ["use"] = "given-view", ["name"] = tensor },
        };

    private static JsonObject AttackedView(Golden golden)
    {
        var pgd = new JsonObject
        {
            ["use"] = "pgd",
            ["iterations"] = golden.Whole("iterations"),
            ["step"] = golden.Number("step"),
            ["randomStart"] = golden.Flag("random_start"),
        };
        return new()
        {
            ["perturb"] = "a",
            ["maximise"] = NtXent(golden, "adv", "b"),
            ["attack"] = new JsonObject { ["use"] = "compared-attack", ["inner"] = pgd },
            ["threat"] = new JsonObject { ["linf"] = golden.Number("epsilon") },
        };
    }

    private static JsonObject NtXent(Golden golden, params string[] views) =>
        new()
        {
            ["use"] = "nt-xent",
            ["temperature"] = golden.Number("temperature"),
            ["detachOthers"] = true,
            ["epsilon"] = 1e-8,
            ["views"] = new JsonArray([.. views.Select(view => (JsonNode)view)]),
        };

    private static void Start(Model model, Golden golden)
    {
        var start = model.State.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.detach().clone());
        foreach (var weight in WeightsOf(model))
            start[weight] = golden[GoldenName("initial", weight)];
        Assert.That(model.Restore(start, "initial"), Is.InstanceOf<Result<int>.Ok>());
    }

    private static IEnumerable<string> WeightsOf(Model model) =>
        model.State.Keys.Where(name =>
            !name.StartsWith("optimizer.", StringComparison.Ordinal)
            && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)
        );

    private static string GoldenName(string when, string weight) =>
        $"{when}.{weight.Replace("heads.", "", StringComparison.Ordinal)}";
}
