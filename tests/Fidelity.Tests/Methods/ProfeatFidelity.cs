using Fidelity.Tests.Components;
using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>
/// ProFeAT's loss, its attack, and steps of its training by its own recipe: Addepalli et al. 2024.
/// </summary>
public sealed class ProfeatFidelity
{
    [GoldenFiles("profeat_loss")]
    public void The_loss_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var recipe = new TestCatalogue { Teacher = null }.Research("profeat", Weights(golden));
        var views = golden.NamesFrom("").Where(tensor => Reference(tensor) is not null);
        var seen = views.ToDictionary(
            tensor => Reference(tensor)!,
            tensor => golden[tensor].clone().requires_grad_(tensor.StartsWith("student", StringComparison.Ordinal))
        );
        Tensor Sum(IEnumerable<Term> terms) =>
            terms.Select(term => term.Weight.At(default) * Loss(term, seen)).Aggregate((sum, next) => sum + next);

        var constant = 1 + golden.Number("beta");
        var total = Sum(recipe.Terms);
        Agreement.Absolute(Sum(recipe.Terms.Take(2)).detach() - 1, golden["clean_loss"], 1e-6, "clean terms");
        Agreement.Relative(total.detach() - constant, golden["loss"], 1e-5, "loss");
        total.backward();
        foreach (var tensor in golden.NamesFrom("grad."))
        {
            var gradient = seen[Reference(tensor["grad.".Length..])!].grad!;
            Agreement.Relative(gradient, golden[tensor], 1e-5, tensor);
        }
    }

    [GoldenFiles("profeat_attack")]
    public void The_attacked_images_agree(string name)
    {
        var golden = Golden.Open(name);
        var network = new LeakyNetwork(golden, "backbone.");
        var clean = golden["images"];
        var features = golden["target_features"];
        var projections = golden["target_projections"];
        long[] widths = [features.shape[1], projections.shape[1]];
        Tensor Outputs(Tensor images)
        {
            var own = network.Features(images);
            var hidden = nn.functional.linear(own, golden["projector.0.weight"], golden["projector.0.bias"]).relu();
            var projected = nn.functional.linear(hidden, golden["projector.2.weight"], golden["projector.2.bias"]);
            return cat([own, projected], 1);
        }

        Tensor Losses(Tensor outputs)
        {
            var parts = outputs.split(widths, 1);
            return new CosinePairs().Of([parts[0], features, parts[1], projections]);
        }

        var count = clean.shape[0];
        var objective = new NetworkObjective(Outputs, Losses, count, null, NetworkObjective.Nothing(count));
        var attack = new AttackFromStart(golden.Whole("iterations"), golden.Number("step"));
        var threat = new LInf(golden.Number("epsilon"));
        var attacked = attack.From(clean + golden["start"], clean, objective, threat);
        Agreement.Absolute(attacked, golden["adversarial"], 1e-6, "attacked images");
    }

    [GoldenFiles("profeat_training")]
    public void Steps_by_the_recipe_lead_to_the_same_weights_and_the_projector_stays_the_teachers(string name)
    {
        var golden = Golden.Open(name);
        using var teacher = Teacher(golden);
        var catalogue = new TestCatalogue { Teacher = teacher };
        var recipe = catalogue.Research("profeat", [.. Weights(golden), .. Settings(golden, "student")]);
        var data = new GivenImages(golden["student_images"][0]);
        var plan = Plan.Of(catalogue.Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        model.Begin();
        for (var step = 0; step < golden.Whole("steps"); step++)
        {
            var given = new GivenStep
            {
                Tensors = new Dictionary<string, Tensor>
                {
                    ["student"] = golden["student_images"][step],
                    ["teacher"] = golden["teacher_images"][step],
                    ["start"] = golden["start"][step],
                },
            };
            var result = given.Take(() => TrainingLoop.Take(plan, data, model, plan.StepAt(step)));
            Agreement.Absolute(given.Found["attacked"], golden["adversarial"][step], 1e-6, $"attacked images {step}");
            Agreement.Relative(
                tensor((float)(result.Loss - 1 - golden.Number("beta"))),
                golden["loss"][step],
                1e-5,
                $"loss {step}"
            );
        }

        foreach (var weight in LeakyNetwork.Names)
        {
            var ours = model.State[$"encoder.{weight.Replace('.', '_')}"];
            Agreement.Relative(ours, golden[$"student_after.backbone.{weight}"], 1e-5, weight);
        }
        foreach (var (own, theirs) in Projector)
            Agreement.Absolute(model.State[own], golden[$"student_after.projector.{theirs}"], 0, own);
    }

    private static IEnumerable<(string Own, string Golden)> Projector =>
        from layer in new[] { 1, 2 }
        from kind in new[] { "weight", "bias" }
        select ($"heads.projector.linear_{layer}.{kind}", $"{2 * (layer - 1)}.{kind}");

    // The frozen model of the teacher's run.
    private static TrainedModel Teacher(Golden golden)
    {
        var catalogue = new TestCatalogue();
        var recipe = catalogue.Research(
            "profeat",
            [
                .. Settings(golden, "teacher"),
                "teachers=null",
                "views={\"a\":{},\"b\":{}}",
                "loss=[{\"use\":\"cos\",\"views\":[\"a\",\"b\"]}]",
                $"heads.projector={{\"use\":\"mlp\",\"layers\":{Layers(golden)}}}",
            ]
        );
        var images = golden["student_images"];
        var shape = new ImageShape((int)images.shape[2], (int)images.shape[3], (int)images.shape[4]);
        var model = Model.Build(new(catalogue.Bind(recipe), shape, images.shape[1], 0), CPU);
        using (no_grad())
        {
            foreach (var (own, theirs) in Projector)
                model.Parameters[own].copy_(golden[$"teacher.projector.{theirs}"]);
        }
        return new("runs/simclr", model, _ => throw new NotSupportedException());
    }

    private static string Layers(Golden golden) =>
        $"[{golden["teacher.projector.0.weight"].shape[0]},{golden["teacher.projector.2.weight"].shape[0]}]";

    private static string[] Settings(Golden golden, string who) =>
        [
            "data=given-data",
            $"encoder={{\"use\":\"leaky-network\",\"file\":\"{golden.Name}\",\"prefix\":\"{who}.backbone.\"}}",
            "evaluate=[]",
            $"heads.projector.layers={Layers(golden)}",
            "views.a.augment={\"use\":\"given-view\",\"name\":\"student\"}",
            "views.weak.augment={\"use\":\"given-view\",\"name\":\"teacher\"}",
            "views.adv.attack={\"use\":\"attack-from-start\","
                + $"\"iterations\":{golden.Text("iterations")},\"step\":{golden.Text("step")}}}",
            $"views.adv.threat.linf={golden.Text("epsilon")}",
            $"train.batch={golden.Text("images")}",
            "optimizer={\"use\":\"sgd\","
                + $"\"lr\":{golden.Text("learning_rate")},\"momentum\":{golden.Text("momentum")},"
                + $"\"weightDecay\":{golden.Text("weight_decay")}}}",
            "learningRate=constant",
        ];

    // Clean features and projections, then attacked ones.
    private static string[] Weights(Golden golden)
    {
        var projection = golden.Number("projection_weight");
        var beta = golden.Number("beta");
        double[] weights = [1 - projection, projection, beta * (1 - projection), beta * projection];
        return [.. weights.Select((weight, term) => FormattableString.Invariant($"loss.{term}.weight={weight}"))];
    }

    private static Tensor Loss(Term term, Dictionary<string, Tensor> seen)
    {
        var pair = term.Views.Select(view => seen[$"{view.View}@{view.Head}"]).ToList();
        return new RoCL.Losses.Instance.Cosine().Of(pair).mean();
    }

    // What the recipe calls a golden tensor.
    private static string? Reference(string tensor) =>
        tensor switch
        {
            "student_clean_features" => "a@features",
            "student_clean_projections" => "a@projector",
            "student_adversarial_features" => "adv@features",
            "student_adversarial_projections" => "adv@projector",
            "teacher_features" => "weak@clean",
            "teacher_projections" => "weak@projected",
            _ => null,
        };
}
