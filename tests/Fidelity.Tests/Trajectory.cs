using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace Fidelity.Tests;

/// <summary>
/// Whole training steps through the real recipe, plan, views, terms and optimizer, over views that
/// were given.
/// </summary>
public sealed class Trajectory
{
    private static IEnumerable<string> Files => Golden.Named("training_trajectory");

    [TestCaseSource(nameof(Files))]
    public void Every_step_and_all_that_is_left_of_it_agree(string name)
    {
        var golden = Golden.Open(name);
        var views = (One: golden["views1"], Two: golden["views2"]);
        var recipe = new Shelf().Read(name, Recipe(golden, views.One.shape[1]));
        var data = new GivenImages(views.One[0]);
        var plan = Plan.Of(new Shelf().Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        Start(model, golden);
        for (var i = 0; i < views.One.shape[0]; i++)
        {
            GivenView.Now = new Dictionary<string, Tensor>
            {
                ["one"] = views.One[i],
                ["two"] = views.Two[i],
                ["adversarial"] = golden["adversarial"][i],
            };
            var result = TrainingLoop.Take(plan, data, model, plan.StepAt(i));
            Agreement.Relative(tensor(result.Loss, ScalarType.Float32), golden["loss"][i], 1e-4, $"step {i}, loss");
            Agreement.Relative(
                tensor(result.Terms[0].Value / golden.Number("lambda"), ScalarType.Float32),
                golden["regularizer_loss"][i],
                1e-4,
                $"step {i}, regulariser"
            );
        }
        foreach (var (own, theirs) in Names(model, "final"))
            Agreement.Relative(model.State[own], golden[theirs], 1e-4, theirs);
    }

    // The authors' schedule: the regulariser's forward pass first, then that of the loss over three
    // views.
    private static JsonObject Recipe(Golden golden, long batch)
    {
        var optimizer = golden.Text("optimizer").Split(' ');
        double After(string word) =>
            double.Parse(optimizer[Array.IndexOf(optimizer, word) + 1], CultureInfo.InvariantCulture);
        JsonObject NtXent(params string[] views) =>
            new()
            {
                ["use"] = "nt-xent",
                ["temperature"] = golden.Number("temperature"),
                ["detachOthers"] = true,
                ["epsilon"] = 1e-8,
                ["views"] = new JsonArray([.. views.Select(view => (JsonNode)view)]),
            };
        var regulariser = NtXent("adv", "b");
        regulariser["weight"] = 1 / golden.Number("lambda");
        var inner = new JsonObject
        {
            ["use"] = "pgd",
            ["iterations"] = (int)golden.Number("iterations"),
            ["step"] = golden.Number("step"),
            ["randomStart"] = bool.Parse(golden.Text("random_start")),
        };
        return new()
        {
            ["data"] = "given-data",
            ["encoder"] = "tiny-network",
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
                ["a"] = new JsonObject
                {
                    ["augment"] = new JsonObject { ["use"] = "given-view", ["which"] = "one" },
                },
                ["b"] = new JsonObject
                {
                    ["augment"] = new JsonObject { ["use"] = "given-view", ["which"] = "two" },
                },
                ["adv"] = new JsonObject
                {
                    ["perturb"] = "a",
                    ["maximise"] = NtXent("adv", "b"),
                    ["attack"] = new JsonObject { ["use"] = "recorded", ["inner"] = inner },
                    ["threat"] = new JsonObject { ["linf"] = golden.Number("epsilon") },
                },
            },
            ["loss"] = new JsonArray(regulariser, NtXent("a", "b", "adv")),
            ["forward"] = "per-term",
            ["train"] = new JsonObject { ["epochs"] = 5, ["batch"] = batch },
            ["optimizer"] = new JsonObject
            {
                ["use"] = "sgd",
                ["lr"] = After("lr"),
                ["momentum"] = After("momentum"),
                ["weightDecay"] = After("weight_decay"),
            },
        };
    }

    private static void Start(Model model, Golden golden)
    {
        var start = model.State.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.detach().clone());
        foreach (var (own, theirs) in Names(model, "initial"))
            start[own] = golden[theirs];
        Assert.That(model.Restore(start, "initial"), Is.InstanceOf<Result<int>.Ok>());
    }

    private static IEnumerable<(string Own, string Golden)> Names(Model model, string when) =>
        model
            .State.Keys.Where(name =>
                !name.StartsWith("optimizer.", StringComparison.Ordinal)
                && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)
            )
            .Select(name => (name, $"{when}.{name.Replace("heads.", "", StringComparison.Ordinal)}"));
}
