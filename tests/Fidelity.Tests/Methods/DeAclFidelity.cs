using Fidelity.Tests.Components;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using TorchSharp.Modules;

namespace Fidelity.Tests.Methods;

/// <summary>DeACL's distillation, by its own recipe: Zhang et al. 2022.</summary>
public sealed class DeAclFidelity
{
    private const double Rate = 100;

    // Image i is a single pixel of level i, and row i what the student gives for it: clean images
    // come first, attacked ones after them.
    [GoldenFiles("deacl_loss")]
    public void The_loss_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var clean = golden["student_clean"];
        var rows = cat([clean, golden["student_adversarial"]]);
        var count = clean.shape[0];
        var images = arange(2 * count, ScalarType.Float32).view(-1, 1, 1, 1) / 255;
        var cleanImages = images.narrow(0, 0, count);
        var catalogue = new TestCatalogue { Teacher = new GivenTeacher(golden["teacher"]) };
        var recipe = catalogue.Shipped(
            "deacl",
            "data=given-data",
            $"encoder={{\"use\":\"given-rows\",\"count\":{2 * count},\"width\":{clean.shape[1]}}}",
            "evaluate=[]",
            "views.adv.attack=given-attack",
            "views.adv.threat.linf=1",
            "views.a.augment={\"use\":\"given-view\",\"name\":\"clean\"}",
            $"loss.1.weight={golden.Text("weight")}",
            $"train.batch={count}",
            $"optimizer={{\"use\":\"sgd\",\"lr\":{Rate},\"momentum\":0,\"weightDecay\":0}}",
            "learningRate=constant"
        );
        var data = new GivenImages(cleanImages);
        var plan = Plan.Of(catalogue.Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        using (no_grad())
            model.Parameters["encoder.rows"].copy_(rows);

        var step = new GivenStep
        {
            Tensors = new Dictionary<string, Tensor>
            {
                ["clean"] = cleanImages,
                ["adversarial"] = images.narrow(0, count, count),
            },
        };
        var result = step.Take(() => TrainingLoop.Take(plan, data, model, plan.StepAt(0)));

        // `cos` counts from one down to the cosine, theirs is the cosine's negative: a constant
        // apart, which has no gradient.
        Agreement.Relative(
            tensor(result.Loss, ScalarType.Float32),
            golden["loss"] + 1 + golden.Number("weight"),
            1e-6,
            "loss"
        );
        var gradient = (rows - model.Parameters["encoder.rows"]).detach() / Rate;
        Agreement.Relative(gradient.narrow(0, 0, count), golden["grad.student_clean"], 1e-5, "gradient, clean");
        Agreement.Relative(
            gradient.narrow(0, count, count),
            golden["grad.student_adversarial"],
            1e-5,
            "gradient, attacked"
        );
    }

    private sealed record GivenTeacher(Tensor Features) : ITrainedModel
    {
        public ImageShape Shape => new(1, 1, 1);

        public int Classes => 0;

        public IReadOnlyList<string> Heads => [];

        public Tensor Outputs(Tensor images, string head) => GivenRows.Of(Features, images);

        public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
            throw new NotSupportedException();
    }
}

/// <summary>
/// An encoder whose features of an image are a parameter's row, the image's level being its number.
/// </summary>
[Component("given-rows", "Features that were given")]
public sealed record GivenRows(int Count, int Width) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => new Network(Count, Width);

    internal static Tensor Of(Tensor rows, Tensor images) =>
        rows.index_select(0, (255 * images.flatten()).round().to(ScalarType.Int64));

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter rows;

        public Network(int count, int width)
            : base("rows")
        {
            rows = new(zeros(count, width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor images) => Of(rows, images);
    }
}
